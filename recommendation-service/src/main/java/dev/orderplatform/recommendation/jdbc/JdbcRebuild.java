package dev.orderplatform.recommendation.jdbc;

import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.recommendation.domain.Basket;
import dev.orderplatform.recommendation.rebuilding.RebuildCounts;
import dev.orderplatform.recommendation.rebuilding.RebuildStatus;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Walks all baskets by order id in small transactions. The position is stored in the transaction that counts, so after a
 * kill the walk goes on where it was. A basket that changes behind the position is counted in both generations, one that
 * changes ahead of it in the serving one only: the walk will find it.
 */
@Component
final class JdbcRebuild implements RebuildCounts {
    private static final Logger log = LoggerFactory.getLogger(JdbcRebuild.class);
    private static final int BATCH = 500;
    private static final int DELETE_BATCH = 5_000;
    /** Shorter than a background task may take to stop. */
    private static final Duration RUN = Duration.ofSeconds(2);

    private final DataSource database;
    private final BasketTable baskets;
    private final GenerationTable generations;
    private final CountingProperties properties;

    JdbcRebuild(DataSource database, BasketTable baskets, GenerationTable generations, CountingProperties properties) {
        this.database = database;
        this.baskets = baskets;
        this.generations = generations;
        this.properties = properties;
    }

    @Override
    public RebuildStatus start() {
        return Transaction.run(database, transaction -> {
            if (building(generations.lock(transaction)).isEmpty()) {
                generations.startBuilding(transaction, properties.maxSample());
            }
            return status(transaction);
        });
    }

    @Override
    public RebuildStatus status() {
        return Transaction.run(database, this::status);
    }

    private RebuildStatus status(Transaction transaction) throws SQLException {
        List<Generation> all = generations.read(transaction);
        Optional<Generation> building = building(all);
        Generation serving = all.stream()
                .filter(generation -> !generation.isBuilding())
                .findFirst()
                .orElseThrow();
        return new RebuildStatus(
                serving.number(),
                building.map(Generation::number),
                building.map(Generation::baskets).orElse(0L),
                serving.baskets());
    }

    /** Goes on with a rebuild, or deletes what an earlier one has replaced. */
    void proceed() {
        Instant end = Instant.now().plus(RUN);
        boolean goesOn = true;
        while (goesOn && Instant.now().isBefore(end)) {
            goesOn = step() || deleteRetired();
        }
    }

    /** False if no rebuild is running. */
    boolean step() {
        if (status().building().isEmpty()) {
            return false; // consumers need not wait for the lock
        }
        return Transaction.run(database, transaction -> {
            Optional<Generation> building = building(generations.lock(transaction));
            if (building.isPresent()) {
                step(transaction, building.get());
            }
            return building.isPresent();
        });
    }

    private void step(Transaction transaction, Generation building) throws SQLException {
        List<Basket> next = baskets.after(transaction, building.walkedTo(), BATCH);
        if (next.isEmpty()) {
            generations.finishBuilding(transaction, building);
            log.info("rebuilt the counts of {} baskets", building.baskets());
            return;
        }
        long to = next.getLast().orderId();
        generations.walked(transaction, building, to);
        Generation advanced = new Generation(building.number(), true, building.maxSample(), building.baskets(), to);
        generations.count(
                transaction,
                List.of(advanced),
                next.stream().filter(Basket::isCounted).toList(),
                List.of());
    }

    private static Optional<Generation> building(List<Generation> all) {
        return all.stream().filter(Generation::isBuilding).findFirst();
    }

    /** Deletes a batch of a retired generation's rows. False if there is none. */
    private boolean deleteRetired() {
        return Transaction.run(database, transaction -> {
            Optional<Integer> retired = generations.retired(transaction);
            if (retired.isPresent()) {
                delete(transaction, retired.get());
            }
            return retired.isPresent();
        });
    }

    private static void delete(Transaction transaction, int generation) throws SQLException {
        // The generation's own row last: if the process dies before, the rest is still found.
        for (String table : List.of("t_pair", "t_sku_basket", "t_sku_count", "t_generation")) {
            if (deleteBatch(transaction, table, generation) > 0) {
                return;
            }
        }
    }

    private static int deleteBatch(Transaction transaction, String table, int generation) throws SQLException {
        try (PreparedStatement delete =
                transaction.prepare("DELETE FROM " + table + " WHERE ctid = ANY (ARRAY (SELECT ctid FROM " + table
                        + " WHERE generation = ? LIMIT " + DELETE_BATCH + "))")) {
            delete.setInt(1, generation);
            return delete.executeUpdate();
        }
    }
}
