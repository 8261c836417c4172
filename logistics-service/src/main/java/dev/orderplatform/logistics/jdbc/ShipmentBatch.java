package dev.orderplatform.logistics.jdbc;

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
import dev.orderplatform.contracts.ParcelLine;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.logistics.domain.EventStamp;
import dev.orderplatform.logistics.domain.Parcel;
import dev.orderplatform.logistics.domain.Shipment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/** The shipments of one transaction, and what its events make of them in sequence. */
final class ShipmentBatch {
    private final int maxParcels;
    private final Map<Long, Shipment> shipments;
    private final LongFunction<EventStamp> stamp;
    private final Set<Long> changed = new LinkedHashSet<>();
    private final Set<Long> refunded = new LinkedHashSet<>();
    private final List<Parcel> parcels = new ArrayList<>();
    private final List<EventMessage> events = new ArrayList<>();

    /**
     * @param maxParcels new parcels of the transaction
     * @param stamp the present, for changes of an order's parcels
     */
    ShipmentBatch(int maxParcels, Map<Long, Shipment> locked, LongFunction<EventStamp> stamp) {
        this.maxParcels = maxParcels;
        this.shipments = new HashMap<>(locked);
        this.stamp = stamp;
    }

    void apply(ReceivedEvent<OrderEvent> received) {
        switch (received.event()) {
            case OrderPaidEvent paid -> {
                // A tombstone keeps a refunded order from being sent.
                if (!shipments.containsKey(paid.orderId())) {
                    pack(Shipment.of(paid.orderId(), lines(paid)), received.traceparent());
                }
            }
            case OrderRefundRequestedEvent request -> {
                put(Optional.ofNullable(shipments.get(request.orderId()))
                        .map(Shipment::refund)
                        .orElseGet(() -> Shipment.tombstone(request.orderId())));
                refunded.add(request.orderId());
            }
            case OrderCreatedEvent _,
                    OrderConfirmedEvent _,
                    OrderRejectedEvent _,
                    OrderCancelledEvent _,
                    OrderShippedEvent _,
                    OrderDeliveredEvent _,
                    OrderRefundedEvent _ -> {}
        }
    }

    private static List<ParcelLine> lines(OrderPaidEvent paid) {
        return paid.lines().stream()
                .map(line -> new ParcelLine(line.sku(), line.quantity()))
                .toList();
    }

    /** Packs as many parcels of a shipment as this transaction may still store. */
    void pack(Shipment shipment, Optional<String> traceparent) {
        List<Parcel> packed = shipment.pack(maxParcels - parcels.size(), stamp.apply(shipment.orderId()));
        put(shipment.packed(packed.size()));
        parcels.addAll(packed);
        packed.forEach(parcel -> events.add(EventMessage.of(parcel.event(), traceparent)));
    }

    private void put(Shipment shipment) {
        shipments.put(shipment.orderId(), shipment);
        changed.add(shipment.orderId());
    }

    List<Shipment> changed() {
        return changed.stream().map(shipments::get).toList();
    }

    /** New parcels. */
    List<Parcel> parcels() {
        return parcels;
    }

    /** The events of the new parcels. */
    List<EventMessage> events() {
        return events;
    }

    /** Orders whose refund was requested. */
    Collection<Long> refunded() {
        return refunded;
    }

    /** Ids of orders with parcels that this transaction could not store any more. */
    List<String> unpacked() {
        return changed().stream()
                .filter(Shipment::isPackable)
                .map(shipment -> Long.toString(shipment.orderId()))
                .toList();
    }
}
