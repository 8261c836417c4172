package dev.orderplatform.evolution.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orderplatform.contracts.Rejection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reserves and releases the stock of one order per transaction. Both calls are idempotent. Blocking. */
@Component
final class Reservations {
    private final JdbcClient database;
    private final Stock stock;
    private final TransactionTemplate transaction;

    Reservations(JdbcClient database, Stock stock, TransactionTemplate transaction) {
        this.database = database;
        this.stock = stock;
        this.transaction = transaction;
    }

    enum Status {
        RESERVED,
        REJECTED,
        RELEASED
    }

    /** The decision about an order, made now or by an earlier call. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Decision(Status status, Optional<Rejection> rejection) {

        static Decision reserved() {
            return new Decision(Status.RESERVED, Optional.empty());
        }

        static Decision rejected(List<String> missing) {
            return new Decision(Status.REJECTED, Optional.of(new Rejection(Rejection.OUT_OF_STOCK, missing)));
        }
    }

    /**
     * Reserves all units of the order, or none. The first decision stands: repeating the call returns it.
     *
     * @param units sorted by SKU: all orders lock stock rows in the same sequence, which prevents deadlocks
     */
    Decision reserve(long orderId, SortedMap<String, Integer> units) {
        return inTransaction(() -> {
            if (!insert(orderId, units)) {
                return decided(orderId);
            }
            SortedMap<String, Integer> taken = new TreeMap<>(units);
            taken.entrySet().removeIf(line -> !stock.take(line.getKey(), line.getValue()));
            if (taken.size() == units.size()) {
                return Decision.reserved();
            }
            taken.forEach(stock::giveBack);
            List<String> missing = units.keySet().stream()
                    .filter(sku -> !taken.containsKey(sku))
                    .toList();
            reject(orderId, missing);
            return Decision.rejected(missing);
        });
    }

    /** Releases the order's units. */
    void release(long orderId) {
        inTransaction(() -> {
            Optional<SortedMap<String, Integer>> held = database.sql("UPDATE t_reservation SET status = 'RELEASED'"
                            + " WHERE order_id = ? AND status = 'RESERVED' RETURNING skus, quantities")
                    .param(orderId)
                    .query(Reservations::units)
                    .optional();
            held.ifPresent(units -> units.forEach(stock::giveBack));
            return held.isPresent();
        });
    }

    // A concurrent duplicate waits here for the first call's commit, and then reads its decision.
    private boolean insert(long orderId, SortedMap<String, Integer> units) {
        return 0
                < database.sql("INSERT INTO t_reservation (order_id, status, skus, quantities)"
                                + " VALUES (?, 'RESERVED', ?, ?) ON CONFLICT DO NOTHING")
                        .param(orderId)
                        .param(units.keySet().toArray(String[]::new))
                        .param(units.values().stream()
                                .mapToInt(Integer::intValue)
                                .toArray())
                        .update();
    }

    private void reject(long orderId, List<String> missing) {
        database.sql("UPDATE t_reservation SET status = 'REJECTED', missing = ? WHERE order_id = ?")
                .param(missing.toArray(String[]::new))
                .param(orderId)
                .update();
    }

    private Decision decided(long orderId) {
        return database.sql("SELECT status, missing FROM t_reservation WHERE order_id = ?")
                .param(orderId)
                .query(Reservations::decision)
                .single();
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }

    private static Decision decision(ResultSet row, int number) throws SQLException {
        Status status = Status.valueOf(row.getString("status"));
        return status == Status.REJECTED
                ? Decision.rejected(List.of((String[]) row.getArray("missing").getArray()))
                : new Decision(status, Optional.empty());
    }

    private static SortedMap<String, Integer> units(ResultSet row, int number) throws SQLException {
        String[] skus = (String[]) row.getArray("skus").getArray();
        Integer[] quantities = (Integer[]) row.getArray("quantities").getArray();
        SortedMap<String, Integer> units = new TreeMap<>();
        for (int i = 0; i < skus.length; i++) {
            units.put(skus[i], quantities[i]);
        }
        return units;
    }
}
