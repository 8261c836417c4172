package dev.orderplatform.evolution.orders.services;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Stock over HTTP. Each call names the order, so it may be repeated: the first decision stands. */
public final class Inventory {
    private static final String RESERVATION = "/internal/reservations/{orderId}";

    private final ResilientClient service;

    Inventory(ResilientClient service) {
        this.service = service;
    }

    private record ReservationRequest(List<Line> lines) {}

    private record Decision(String status, Optional<Rejection> rejection) {}

    /**
     * Does what needs inventory, unless inventory has been failing.
     *
     * @throws io.github.resilience4j.circuitbreaker.CallNotPermittedException at once, when it has: nothing was done
     */
    public <T> T guard(Supplier<T> work) {
        return service.guard(work);
    }

    /** Reserves all lines or none. For use inside {@link #guard}. Returns why it could not; empty when all is reserved. */
    public Optional<Rejection> reserve(long orderId, List<Line> lines) {
        return service.call(client -> client.put()
                        .uri(RESERVATION, orderId)
                        .bodyValue(new ReservationRequest(lines))
                        .retrieve()
                        .bodyToMono(Decision.class))
                .rejection();
    }

    /** Makes available again what the order holds. */
    public void release(long orderId) {
        service.guard(() -> service.call(
                client -> client.delete().uri(RESERVATION, orderId).retrieve().toBodilessEntity()));
    }
}
