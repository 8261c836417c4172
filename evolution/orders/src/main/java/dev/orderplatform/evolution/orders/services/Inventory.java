package dev.orderplatform.evolution.orders.services;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Stock over HTTP. Calls are idempotent by order id: the first decision stands. */
public final class Inventory {
    private static final String RESERVATION = "/internal/reservations/{orderId}";

    private final ResilientClient service;

    Inventory(ResilientClient service) {
        this.service = service;
    }

    private record ReservationRequest(List<Line> lines) {}

    private record Decision(String status, Optional<Rejection> rejection) {}

    /**
     * Runs work that needs inventory, unless the circuit breaker is open.
     *
     * @throws io.github.resilience4j.circuitbreaker.CallNotPermittedException if it is open; the work did not start
     */
    public <T> T guard(Supplier<T> work) {
        return service.guard(work);
    }

    /**
     * Reserves all lines or none; returns the rejection, empty if reserved. Also empty for a late call after the release:
     * the order is stored as cancelled by then, and the caller's update fails. For use inside {@link #guard}.
     */
    public Optional<Rejection> reserve(long orderId, List<Line> lines) {
        return service.call(client -> client.put()
                        .uri(RESERVATION, orderId)
                        .bodyValue(new ReservationRequest(lines))
                        .retrieve()
                        .bodyToMono(Decision.class))
                .rejection();
    }

    /** Releases the order's units. */
    public void release(long orderId) {
        service.guard(() -> service.call(
                client -> client.delete().uri(RESERVATION, orderId).retrieve().toBodilessEntity()));
    }
}
