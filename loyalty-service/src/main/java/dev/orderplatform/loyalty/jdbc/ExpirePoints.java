package dev.orderplatform.loyalty.jdbc;

import dev.orderplatform.loyalty.domain.OrderPoints;
import dev.orderplatform.loyalty.domain.Transfer;
import dev.orderplatform.postgres.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Takes points whose validity has ended, by the database's clock. Several instances share the work. */
@Component
final class ExpirePoints {
    private final DataSource database;
    private final OrderPointsTable orders;
    private final Ledger ledger;
    private final int batch;

    ExpirePoints(DataSource database, OrderPointsTable orders, Ledger ledger, PointsProperties properties) {
        this.database = database;
        this.orders = orders;
        this.ledger = ledger;
        this.batch = properties.expiryBatch();
    }

    /** Expires all points that are due, batch by batch; returns for how many orders. */
    int expireDue() {
        int expired = 0;
        int claimed;
        do {
            claimed = Transaction.run(database, this::expireBatch);
            expired += claimed;
        } while (claimed > 0); // A batch may be smaller although more are due: customers in use are skipped.
        return expired;
    }

    private int expireBatch(Transaction transaction) throws SQLException {
        List<OrderPoints> after = new ArrayList<>();
        List<Transfer> transfers = new ArrayList<>();
        Map<Long, Long> balances = new HashMap<>();
        for (OrderPointsTable.Due due : orders.lockDue(transaction, batch)) {
            long userId = due.points().userId();
            long balance = balances.getOrDefault(userId, due.balance());
            OrderPoints.Change change = due.points().expire(balance);
            balances.put(
                    userId,
                    balance
                            + change.transfers().stream()
                                    .mapToLong(Transfer::points)
                                    .sum());
            after.add(change.after());
            transfers.addAll(change.transfers());
        }
        orders.update(transaction, after);
        ledger.post(transaction, transfers);
        return after.size();
    }
}
