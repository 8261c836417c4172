package dev.orderplatform.payment.starting.jdbc;

import dev.orderplatform.payment.domain.EventStamp;
import dev.orderplatform.payment.domain.FindPayment;
import dev.orderplatform.payment.domain.Money;
import dev.orderplatform.payment.domain.OrderPayments;
import dev.orderplatform.payment.domain.Payment;
import dev.orderplatform.payment.domain.PaymentId;
import dev.orderplatform.payment.jdbc.PaymentChange;
import dev.orderplatform.payment.jdbc.PaymentStore;
import dev.orderplatform.payment.starting.NewPayments;
import dev.orderplatform.payment.starting.PaymentRequest;
import dev.orderplatform.payment.starting.PaymentStart;
import dev.orderplatform.payment.starting.PaymentStart.AlreadyOpen;
import dev.orderplatform.payment.starting.PaymentStart.KeyReused;
import dev.orderplatform.payment.starting.PaymentStart.Repeated;
import dev.orderplatform.payment.starting.PaymentStart.Started;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** With the table t_payment_key. */
@Component
final class JdbcNewPayments implements NewPayments {
    private static final String FIND =
            "SELECT order_id, number FROM t_payment_key WHERE user_id = ? AND idempotency_key = ?";
    private static final String INSERT = "INSERT INTO t_payment_key (user_id, idempotency_key, order_id, number)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private final DataSource database;
    private final PaymentStore store;
    private final FindPayment find;

    JdbcNewPayments(DataSource database, PaymentStore store, FindPayment find) {
        this.database = database;
        this.store = store;
        this.find = find;
    }

    @Override
    public Optional<PaymentStart> earlier(PaymentRequest request) {
        return Transaction.run(database, transaction -> keyed(transaction, request))
                .map(id -> id.orderId() != request.orderId()
                        ? new KeyReused()
                        : new Repeated(find.of(request.userId(), id).orElseThrow()));
    }

    @Override
    public PaymentStart store(PaymentRequest request, Money total) {
        return Transaction.run(database, transaction -> {
            EventStamp when = store.stamp(request.orderId());
            OrderPayments order = store.lockOrCreate(transaction, request.orderId(), request.userId());
            // Again, now that requests for the same order wait for this one.
            Optional<PaymentId> earlier = keyed(transaction, request);
            if (earlier.isPresent()) {
                return repeated(order, earlier.get());
            }
            Optional<Payment> open = order.open();
            if (open.isPresent()) {
                return new AlreadyOpen(open.get().id(), open.get().status());
            }
            OrderPayments started = order.start(total, when);
            if (!insertKey(transaction, request, started.last().id())) {
                return new KeyReused(); // by a concurrent request for another order
            }
            store.save(transaction, new PaymentChange(order, started, Optional.of(request.traceparent())));
            return new Started(started.last());
        });
    }

    private static PaymentStart repeated(OrderPayments order, PaymentId id) {
        return order.find(id).<PaymentStart>map(Repeated::new).orElseGet(KeyReused::new);
    }

    private static Optional<PaymentId> keyed(Transaction transaction, PaymentRequest request) throws SQLException {
        try (PreparedStatement select = transaction.prepare(FIND)) {
            select.setLong(1, request.userId());
            select.setString(2, request.key());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new PaymentId(rows.getLong("order_id"), rows.getInt("number")))
                        : Optional.empty();
            }
        }
    }

    private static boolean insertKey(Transaction transaction, PaymentRequest request, PaymentId id)
            throws SQLException {
        try (PreparedStatement insert = transaction.prepare(INSERT)) {
            insert.setLong(1, request.userId());
            insert.setString(2, request.key());
            insert.setLong(3, id.orderId());
            insert.setInt(4, id.number());
            return insert.executeUpdate() == 1;
        }
    }
}
