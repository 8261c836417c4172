package dev.orderplatform.recommendation.jdbc;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.recommendation.domain.Basket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Takes the baskets of old orders out of the counts, and deletes them. */
@Component
final class ForgetBaskets {
    private static final int BATCH = 200;
    /** Shorter than a background task may take to stop. */
    private static final Duration RUN = Duration.ofSeconds(2);

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

    /** Forgets baskets that are due, the oldest first, as many batches as a run has time for. */
    void forgetDue() {
        long end = OrderId.lowestAt(properties.oldest());
        Instant stop = Instant.now().plus(RUN);
        boolean due = isDue(end);
        while (due) {
            Transaction.run(database, transaction -> forget(transaction, end));
            due = Instant.now().isBefore(stop) && isDue(end);
        }
    }

    // Without the lock, for which consumers would have to wait.
    private boolean isDue(long end) {
        return Transaction.run(
                database, transaction -> !baskets.before(transaction, end, 1).isEmpty());
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
