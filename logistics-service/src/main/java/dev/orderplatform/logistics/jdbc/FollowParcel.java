package dev.orderplatform.logistics.jdbc;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.logistics.domain.Carrier;
import dev.orderplatform.logistics.domain.CarrierParcel;
import dev.orderplatform.logistics.domain.FollowUp;
import dev.orderplatform.logistics.domain.Parcel;
import dev.orderplatform.logistics.domain.ParcelId;
import dev.orderplatform.logistics.domain.PollIntervals;
import dev.orderplatform.logistics.domain.WaitingCallback;
import dev.orderplatform.logistics.jdbc.CallbackTable.Status;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.regions.OwnedSlots;
import dev.orderplatform.tasks.Task;
import dev.orderplatform.tasks.TaskHandler;
import dev.orderplatform.tasks.TaskTable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Follows a parcel up with the carrier until it has ended: books, polls or cancels it, and asks about callbacks that
 * contradict it. Each run makes the call that the parcel's present state needs, so the next run makes up for whatever an
 * earlier one, or a callback, has missed.
 */
@Component
final class FollowParcel implements TaskHandler {
    static final String KIND = "parcel";
    private static final Logger log = LoggerFactory.getLogger(FollowParcel.class);

    private final DataSource database;
    private final FollowUps followUps;
    private final Parcels parcels;
    private final CallbackTable callbacks;
    private final TaskTable tasks;
    private final Carrier carrier;
    private final OwnedSlots slots;
    private final PollIntervals intervals;

    FollowParcel(
            DataSource database,
            FollowUps followUps,
            Parcels parcels,
            CallbackTable callbacks,
            TaskTable tasks,
            Carrier carrier,
            OwnedSlots slots,
            ParcelProperties properties) {
        this.database = database;
        this.followUps = followUps;
        this.parcels = parcels;
        this.callbacks = callbacks;
        this.tasks = tasks;
        this.carrier = carrier;
        this.slots = slots;
        this.intervals = properties.intervals();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Task task) {
        ParcelId id = ParcelId.parse(task.subject()).orElseThrow();
        slots.require(OrderId.slot(id.orderId())); // a region that has taken the slot over makes the calls itself
        FollowUp question = Transaction.run(database, transaction -> followUps.lock(transaction, id));
        Optional<CarrierParcel> answer = question.isOpen() ? question.ask(carrier) : Optional.empty();
        Transaction.run(database, transaction -> {
            FollowUp present = followUps.lock(transaction, id);
            List<Parcel> changes = present.changes(answer, parcels.stamp(id.orderId()));
            parcels.change(transaction, changes, Optional.empty());
            FollowUp after = present.after(changes);
            settle(transaction, question.waiting(), after.parcel());
            scheduleNext(transaction, task, after.pause(answer.isPresent(), intervals), id);
            return id;
        });
    }

    /** @param waiting those stored before the carrier was asked: its answer says nothing about later ones */
    private void settle(Transaction transaction, List<WaitingCallback> waiting, Parcel parcel) throws SQLException {
        for (WaitingCallback callback : waiting) {
            boolean confirmed = parcel.hasBeen(callback.type().status());
            callbacks.settle(transaction, callback, confirmed ? Status.APPLIED : Status.DISCARDED);
            if (!confirmed) {
                log.warn(
                        "callback {} of parcel {} is discarded: the carrier denies {}",
                        callback.webhookId(),
                        parcel.id(),
                        callback.type().text());
            }
        }
    }

    private void scheduleNext(Transaction transaction, Task task, Optional<Duration> pause, ParcelId id)
            throws SQLException {
        if (pause.isEmpty()) {
            tasks.finish(transaction, task);
        } else if (pause.get().isZero()) {
            parcels.follow(transaction, List.of(id)); // even if another run has taken the task over
        } else {
            tasks.reschedule(transaction, task, pause.get());
        }
    }
}
