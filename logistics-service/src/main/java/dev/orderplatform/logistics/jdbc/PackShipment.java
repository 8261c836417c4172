package dev.orderplatform.logistics.jdbc;

import dev.orderplatform.logistics.domain.Shipment;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.tasks.Task;
import dev.orderplatform.tasks.TaskHandler;
import dev.orderplatform.tasks.TaskTable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Stores further parcels of a large order, once those before are booked: a million units are a hundred thousand
 * parcels, and neither the outbox nor the carrier should have to take them all at once.
 */
@Component
final class PackShipment implements TaskHandler {
    static final String KIND = "pack";
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final DataSource database;
    private final ShipmentTable shipments;
    private final ParcelTable parcelTable;
    private final Parcels parcels;
    private final TaskTable tasks;
    private final ParcelProperties properties;

    PackShipment(
            DataSource database,
            ShipmentTable shipments,
            ParcelTable parcelTable,
            Parcels parcels,
            TaskTable tasks,
            ParcelProperties properties) {
        this.database = database;
        this.shipments = shipments;
        this.parcelTable = parcelTable;
        this.parcels = parcels;
        this.tasks = tasks;
        this.properties = properties;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Task task) {
        long orderId = Long.parseLong(task.subject());
        Transaction.run(database, transaction -> {
            Map<Long, Shipment> locked = shipments.lock(transaction, List.of(orderId));
            if (pack(transaction, locked, orderId)) {
                tasks.reschedule(transaction, task, INTERVAL);
            } else {
                tasks.finish(transaction, task);
            }
            return orderId;
        });
    }

    /** Whether there is more to pack. */
    private boolean pack(Transaction transaction, Map<Long, Shipment> locked, long orderId) throws SQLException {
        Shipment shipment = locked.get(orderId);
        if (shipment == null || !shipment.isPackable()) {
            return false;
        }
        if (parcelTable.hasUnbooked(transaction, orderId)) {
            return true;
        }
        ShipmentBatch batch = new ShipmentBatch(properties.batch(), locked, parcels::stamp);
        batch.pack(shipment, Optional.empty());
        shipments.save(transaction, batch.changed());
        parcels.store(transaction, batch.parcels(), batch.events());
        return !batch.unpacked().isEmpty();
    }
}
