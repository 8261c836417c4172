package dev.orderplatform.recommendation.jdbc;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.recommendation.domain.Basket;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Takes the baskets of old orders out of the counts, and deletes them. */
@Component
final class ForgetBaskets {
    private static final int BATCH = 200;

    private final DataSource database;
    private final BasketTable baskets;
    private final GenerationTable generations;
    private final CountingProperties properties;

    ForgetBaskets(
            DataSource database, BasketTable baskets, GenerationTable generations, CountingProperties properties) {
        this.database = database;
        this.baskets = baskets;
        this.generations = generations;
        this.properties = properties;
    }

    /** Forgets the oldest baskets that are due, at most {@value #BATCH}. */
    void batch() {
        long end = OrderId.lowestAt(properties.oldest());
        boolean due = Transaction.run(
                database, transaction -> !baskets.before(transaction, end, 1).isEmpty());
        if (due) { // otherwise consumers need not wait for the lock
            Transaction.run(database, transaction -> forget(transaction, end));
        }
    }

    private int forget(Transaction transaction, long end) throws SQLException {
        List<Generation> locked = generations.lock(transaction);
        List<Basket> due = baskets.before(transaction, end, BATCH);
        generations.count(
                transaction,
                locked,
                List.of(),
                due.stream().filter(Basket::isCounted).toList());
        baskets.delete(transaction, due);
        return due.size();
    }
}
