package dev.orderplatform.logistics.jdbc;

import dev.orderplatform.logistics.domain.CarrierCallback;
import dev.orderplatform.logistics.domain.EventStamp;
import dev.orderplatform.logistics.domain.Parcel;
import dev.orderplatform.logistics.domain.ParcelId;
import dev.orderplatform.logistics.domain.ReceiveCallback;
import dev.orderplatform.logistics.jdbc.CallbackTable.Status;
import dev.orderplatform.postgres.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Stores a callback and applies it in one transaction. */
@Component
final class ApplyCallbacks implements ReceiveCallback {
    private final DataSource database;
    private final ParcelTable table;
    private final CallbackTable callbacks;
    private final Parcels parcels;

    ApplyCallbacks(DataSource database, ParcelTable table, CallbackTable callbacks, Parcels parcels) {
        this.database = database;
        this.table = table;
        this.callbacks = callbacks;
        this.parcels = parcels;
    }

    @Override
    public boolean receive(CarrierCallback callback) {
        return Transaction.run(database, transaction -> {
            EventStamp now = parcels.stamp(callback.parcelId().orderId());
            Optional<Parcel> parcel = table.lock(transaction, callback.parcelId());
            if (parcel.isEmpty()) {
                return false;
            }
            Status status = judge(callback, parcel.get());
            if (callbacks.store(transaction, callback, status)) {
                take(transaction, callback, status, parcel.get(), now);
            }
            return true;
        });
    }

    private static Status judge(CarrierCallback callback, Parcel parcel) {
        if (parcel.booking().isPresent()
                && !parcel.booking().get().trackingNumber().equals(callback.trackingNumber())) {
            return Status.DISCARDED;
        }
        return parcel.isContradictedBy(callback.type().status()) ? Status.WAITING : Status.APPLIED;
    }

    private void take(Transaction transaction, CarrierCallback callback, Status status, Parcel parcel, EventStamp now)
            throws SQLException {
        switch (status) {
            case APPLIED -> {
                List<Parcel> changes = parcel.proceedTo(callback.type().status(), now);
                parcels.change(transaction, changes, Optional.of(callback.traceparent()));
                unfollowSettled(transaction, changes);
            }
            case WAITING -> parcels.follow(transaction, List.of(parcel.id()));
            case DISCARDED -> {}
        }
    }

    // Saves the follow-up one run. A callback that still waits needs it.
    private void unfollowSettled(Transaction transaction, List<Parcel> changes) throws SQLException {
        if (!changes.isEmpty() && !changes.getLast().isOpen()) {
            ParcelId id = changes.getLast().id();
            if (callbacks.waiting(transaction, id).isEmpty()) {
                parcels.unfollow(transaction, id);
            }
        }
    }
}
