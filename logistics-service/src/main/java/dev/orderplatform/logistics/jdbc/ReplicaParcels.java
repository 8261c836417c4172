package dev.orderplatform.logistics.jdbc;

import dev.orderplatform.contracts.ParcelBookedEvent;
import dev.orderplatform.contracts.ParcelCancelledEvent;
import dev.orderplatform.contracts.ParcelDeliveredEvent;
import dev.orderplatform.contracts.ParcelReturnedEvent;
import dev.orderplatform.contracts.ParcelShippedEvent;
import dev.orderplatform.contracts.ShipmentEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.logistics.domain.ParcelStatus;
import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.regions.OwnedSlots;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Keeps the parcels of other regions' orders in t_replica_parcel. Each event carries the whole parcel, so the newest is
 * its state, in whatever order and however often they come.
 */
@Component
final class ReplicaParcels implements EventHandler<ShipmentEvent> {
    private static final Comparator<ShipmentEvent> OLDEST_FIRST =
            Comparator.comparingLong(ShipmentEvent::epoch).thenComparingInt(ShipmentEvent::version);
    private static final String SAVE = """
        INSERT INTO t_replica_parcel AS r
          (order_id, number, parcels, status, carrier, tracking_number, lines, version, epoch, at)
        SELECT id, nr, parcels, status, carrier, tracking, CAST(lines AS jsonb), version, epoch, at
        FROM unnest(?::bigint[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[],
          ?::timestamptz[]) AS e (id, nr, parcels, status, carrier, tracking, lines, version, epoch, at)
        ON CONFLICT (order_id, number) DO UPDATE SET status = excluded.status, carrier = excluded.carrier,
          tracking_number = excluded.tracking_number, version = excluded.version, epoch = excluded.epoch,
          at = excluded.at
        WHERE (excluded.epoch, excluded.version) > (r.epoch, r.version)
        """;

    private final DataSource database;
    private final OwnedSlots slots;

    ReplicaParcels(DataSource database, OwnedSlots slots) {
        this.database = database;
        this.slots = slots;
    }

    @Override
    public void handle(List<ReceivedEvent<ShipmentEvent>> received) {
        // By parcel id, so that two transactions lock the rows in the same sequence.
        Map<String, ShipmentEvent> newest = received.stream()
                .map(ReceivedEvent::event)
                .filter(event -> !slots.owns(OrderId.slot(event.orderId())))
                .collect(Collectors.toMap(
                        ShipmentEvent::parcelId,
                        Function.identity(),
                        BinaryOperator.maxBy(OLDEST_FIRST),
                        TreeMap::new));
        Transaction.run(database, transaction -> save(transaction, newest.values()));
    }

    private static int save(Transaction transaction, Collection<ShipmentEvent> events) throws SQLException {
        try (PreparedStatement save = transaction.prepare(SAVE)) {
            save.setObject(1, Columns.longs(events, ShipmentEvent::orderId));
            save.setObject(2, Columns.ints(events, ShipmentEvent::number));
            save.setObject(3, Columns.ints(events, ShipmentEvent::of));
            save.setObject(4, Columns.texts(events, event -> status(event).name()));
            save.setObject(5, Columns.texts(events, event -> event.carrier().orElse(null)));
            save.setObject(
                    6, Columns.texts(events, event -> event.trackingNumber().orElse(null)));
            save.setObject(7, Columns.texts(events, event -> Lines.write(event.lines())));
            save.setObject(8, Columns.ints(events, ShipmentEvent::version));
            save.setObject(9, Columns.longs(events, ShipmentEvent::epoch));
            save.setObject(10, Columns.texts(events, event -> event.at().toString()));
            return save.executeUpdate();
        }
    }

    private static ParcelStatus status(ShipmentEvent event) {
        return switch (event) {
            case ParcelBookedEvent _ -> ParcelStatus.BOOKED;
            case ParcelCancelledEvent _ -> ParcelStatus.CANCELLED;
            case ParcelShippedEvent _ -> ParcelStatus.SHIPPED;
            case ParcelDeliveredEvent _ -> ParcelStatus.DELIVERED;
            case ParcelReturnedEvent _ -> ParcelStatus.RETURNED;
        };
    }
}
