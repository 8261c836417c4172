package dev.orderplatform.order.synchronous;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.Rejection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stock over HTTP. Each call names the order, so it may be repeated: the first decision stands. */
final class Inventory {
    private static final String RESERVATION = "/internal/reservations/{orderId}";

    private final Peer peer;

    Inventory(Peer peer) {
        this.peer = peer;
    }

    /**
     * What inventory has decided.
     *
     * @param rejection why, where there is not enough
     */
    record Decision(String status, @Nullable Rejection rejection) {

        boolean isReserved() {
            return status.equals("RESERVED");
        }

        Optional<Rejection> rejected() {
            return Optional.ofNullable(rejection);
        }
    }

    private record Wanted(List<Line> lines) {}

    /** Reserves all lines or none. */
    Decision reserve(long orderId, List<Line> lines) {
        return peer.call(client -> client.put()
                .uri(RESERVATION, orderId)
                .bodyValue(new Wanted(lines))
                .retrieve()
                .bodyToMono(Decision.class));
    }

    /** Makes available again what the order holds. */
    void release(long orderId) {
        peer.call(client -> client.delete().uri(RESERVATION, orderId).retrieve().toBodilessEntity());
    }
}
