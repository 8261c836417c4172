package dev.orderplatform.inventory.reserving;

import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.contracts.OrderDeliveredEvent;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.OrderPaidEvent;
import dev.orderplatform.contracts.OrderRefundRequestedEvent;
import dev.orderplatform.contracts.OrderRefundedEvent;
import dev.orderplatform.contracts.OrderRejectedEvent;
import dev.orderplatform.contracts.OrderShippedEvent;
import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.inventory.domain.Demand;
import dev.orderplatform.inventory.domain.Reservation;
import dev.orderplatform.inventory.domain.StockLedger;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Applies a batch of order events and replies to those that ask for stock. A redelivered event gets the same reply with
 * the same id again, because the first may have been lost.
 */
public final class ReplyToOrders {
    private final Map<Long, Reservation> known;

    /** @param known existing reservations of the batch's orders */
    public ReplyToOrders(Collection<Reservation> known) {
        this.known = known.stream().collect(Collectors.toMap(Reservation::orderId, Function.identity()));
    }

    /** The SKUs whose stock must be locked before these events are applied. */
    public SortedSet<String> touched(Collection<OrderEvent> events) {
        SortedSet<String> skus = new TreeSet<>();
        events.forEach(event -> skus.addAll(touched(event)));
        return skus;
    }

    /** Applies one event; call in event order. */
    public Optional<StockEvent> reply(OrderEvent event, StockLedger ledger, Instant at) {
        return switch (event) {
            case OrderCreatedEvent created ->
                ledger.reserve(created.orderId(), Demand.of(created.lines()), created.epoch(), at)
                        .decision();
            case OrderCancelledEvent cancelled ->
                ledger.cancel(cancelled.orderId(), cancelled.epoch(), at).release();
            case OrderPaidEvent paid -> {
                ledger.sell(paid.orderId(), paid.epoch(), at);
                yield Optional.empty();
            }
            case OrderRefundRequestedEvent refund -> {
                if (refund.stockReturns()) {
                    ledger.giveBack(refund.orderId(), refund.epoch(), at);
                }
                yield Optional.empty();
            }
            case OrderConfirmedEvent _,
                    OrderRejectedEvent _,
                    OrderShippedEvent _,
                    OrderDeliveredEvent _,
                    OrderRefundedEvent _ -> Optional.empty();
        };
    }

    private Set<String> touched(OrderEvent event) {
        Optional<Reservation> reservation = Optional.ofNullable(known.get(event.orderId()));
        return switch (event) {
            case OrderCreatedEvent created
            when reservation.isEmpty() -> Demand.of(created.lines()).units().keySet();
            case OrderCancelledEvent _, OrderPaidEvent _, OrderRefundRequestedEvent _ ->
                reservation
                        .filter(Reservation::holdsStock)
                        .map(held -> held.demand().units().keySet())
                        .orElse(Set.of());
            default -> Set.of();
        };
    }
}
