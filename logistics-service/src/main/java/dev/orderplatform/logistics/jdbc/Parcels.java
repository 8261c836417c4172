package dev.orderplatform.logistics.jdbc;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.logistics.domain.EventStamp;
import dev.orderplatform.logistics.domain.Parcel;
import dev.orderplatform.logistics.domain.ParcelId;
import dev.orderplatform.outbox.Outbox;
import dev.orderplatform.outbox.OutboxTable;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.regions.OwnedSlots;
import dev.orderplatform.tasks.TaskTable;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Writes parcels, each change with the event that publishes it. */
@Component
final class Parcels {
    private static final int CHUNK = 1_000;

    private final ParcelTable table;
    private final TaskTable tasks;
    private final Outbox outbox;
    private final OutboxTable outboxTable;
    private final OwnedSlots slots;
    private final InstantSource clock;

    Parcels(
            ParcelTable table,
            TaskTable tasks,
            Outbox outbox,
            OutboxTable outboxTable,
            OwnedSlots slots,
            InstantSource clock) {
        this.table = table;
        this.tasks = tasks;
        this.outbox = outbox;
        this.outboxTable = outboxTable;
        this.slots = slots;
        this.clock = clock;
    }

    /**
     * The present, for changes of an order's parcels.
     *
     * @throws dev.orderplatform.regions.NotOwner if another region owns the order's slot
     */
    EventStamp stamp(long orderId) {
        return new EventStamp(
                slots.require(OrderId.slot(orderId)).epoch(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /**
     * Stores new parcels, which are then booked at the carrier.
     *
     * @param events those that publish them
     */
    void store(Transaction transaction, List<Parcel> parcels, List<EventMessage> events) throws SQLException {
        table.insert(transaction, parcels);
        outbox.append(transaction, outboxTable, events);
        follow(transaction, parcels.stream().map(Parcel::id).toList());
    }

    /** Stores the changes of a locked parcel, in sequence. */
    void change(Transaction transaction, List<Parcel> changes, Optional<String> traceparent) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        table.update(transaction, changes.getLast());
        List<EventMessage> events = changes.stream()
                .map(parcel -> EventMessage.of(parcel.event(), traceparent))
                .toList();
        outbox.append(transaction, outboxTable, events);
    }

    /** Has parcels followed up with the carrier right after the commit. */
    void follow(Transaction transaction, Collection<ParcelId> ids) throws SQLException {
        tasks.add(
                transaction,
                FollowParcel.KIND,
                ids.stream().map(ParcelId::toString).toList());
    }

    /** The same for those parcels of an order that have not left. */
    void followBooked(Transaction transaction, long orderId) throws SQLException {
        List<ParcelId> booked = table.booked(transaction, orderId, 0, CHUNK);
        while (!booked.isEmpty()) {
            follow(transaction, booked);
            booked = table.booked(transaction, orderId, booked.getLast().number(), CHUNK);
        }
    }

    /** Ends the follow-up of a parcel. */
    void unfollow(Transaction transaction, ParcelId id) throws SQLException {
        tasks.remove(transaction, FollowParcel.KIND, List.of(id.toString()));
    }
}
