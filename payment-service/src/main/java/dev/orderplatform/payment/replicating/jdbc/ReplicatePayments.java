package dev.orderplatform.payment.replicating.jdbc;

import dev.orderplatform.contracts.PaymentCapturedEvent;
import dev.orderplatform.contracts.PaymentDeclinedEvent;
import dev.orderplatform.contracts.PaymentEvent;
import dev.orderplatform.contracts.PaymentRefundedEvent;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.payment.domain.Status;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Keeps the newest event of each payment, by epoch and version. Needs no inbox: an event that is older or repeated
 * changes nothing.
 */
@Component
final class ReplicatePayments implements EventHandler<PaymentEvent> {
    private static final String SAVE = """
        INSERT INTO t_replica_payment AS r
          (payment_id, order_id, status, amount_minor, currency, refund_id, epoch, version, changed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (payment_id) DO UPDATE SET
          status = excluded.status, amount_minor = excluded.amount_minor, currency = excluded.currency,
          refund_id = excluded.refund_id, epoch = excluded.epoch, version = excluded.version,
          changed_at = excluded.changed_at
        WHERE (r.epoch, r.version) < (excluded.epoch, excluded.version)
        """;
    /** The same in every transaction, so that two of them do not deadlock. */
    private static final Comparator<PaymentEvent> LOCK_ORDER = Comparator.comparing(PaymentEvent::paymentId)
            .thenComparing(PaymentEvent::epoch)
            .thenComparing(PaymentEvent::version);

    private final DataSource database;

    ReplicatePayments(DataSource database) {
        this.database = database;
    }

    @Override
    public void handle(List<ReceivedEvent<PaymentEvent>> received) {
        Transaction.run(database, transaction -> {
            try (PreparedStatement save = transaction.prepare(SAVE)) {
                for (PaymentEvent event : received.stream()
                        .map(ReceivedEvent::event)
                        .sorted(LOCK_ORDER)
                        .toList()) {
                    bind(save, event);
                    save.addBatch();
                }
                return save.executeBatch();
            }
        });
    }

    private static void bind(PreparedStatement save, PaymentEvent event) throws SQLException {
        save.setString(1, event.paymentId());
        save.setLong(2, event.orderId());
        save.setString(3, status(event).name());
        save.setLong(4, event.amountMinor());
        save.setString(5, event.currency());
        if (event instanceof PaymentRefundedEvent refunded) {
            save.setString(6, refunded.refundId());
        } else {
            save.setNull(6, Types.VARCHAR);
        }
        save.setLong(7, event.epoch());
        save.setInt(8, event.version());
        save.setObject(9, event.at().atOffset(ZoneOffset.UTC));
    }

    private static Status status(PaymentEvent event) {
        return switch (event) {
            case PaymentCapturedEvent _ -> Status.CAPTURED;
            case PaymentDeclinedEvent _ -> Status.DECLINED;
            case PaymentRefundedEvent _ -> Status.REFUNDED;
        };
    }
}
