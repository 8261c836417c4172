package dev.orderplatform.inventory.reserving.jdbc;

import dev.orderplatform.inventory.domain.Demand;
import dev.orderplatform.inventory.domain.Reservation;
import dev.orderplatform.inventory.domain.StockLedger;
import dev.orderplatform.inventory.reserving.ReserveStock;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.postgres.TransactionFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

@Component
@ConditionalOnProperty(name = "platform.flow", havingValue = "synchronous")
final class JdbcReserveStock implements ReserveStock {
    /** This flow has one region, so slots never change their owner. */
    private static final long ONLY_EPOCH = 1;

    private final DataSource database;
    private final StockRows stock = new StockRows();
    private final ReservationRows reservations = new ReservationRows();

    JdbcReserveStock(DataSource database) {
        this.database = database;
    }

    @Override
    public Reservation reserve(long orderId, Demand demand) {
        return onceMoreAfterATwin(() -> Transaction.run(database, transaction -> {
            List<Reservation> known = reservations.find(transaction.connection(), List.of(orderId));
            if (!known.isEmpty()) {
                return known.getFirst();
            }
            StockLedger ledger = ledger(transaction.connection(), demand, known);
            Reservation decided = ledger.reserve(orderId, demand, ONLY_EPOCH, Instant.now());
            write(transaction.connection(), ledger);
            return decided;
        }));
    }

    @Override
    public void release(long orderId) {
        onceMoreAfterATwin(() -> Transaction.run(database, transaction -> {
            List<Reservation> known = reservations.find(transaction.connection(), List.of(orderId));
            Demand held = known.stream()
                    .filter(Reservation::holdsStock)
                    .findFirst()
                    .map(Reservation::demand)
                    .orElse(Demand.UNSEEN);
            StockLedger ledger = ledger(transaction.connection(), held, known);
            Reservation after = ledger.cancel(orderId, ONLY_EPOCH, Instant.now());
            write(transaction.connection(), ledger);
            return after;
        }));
    }

    // No other region is asked: this flow knows none.
    private StockLedger ledger(Connection transaction, Demand demand, List<Reservation> known) throws SQLException {
        return new StockLedger(
                stock.lock(transaction, new TreeSet<>(demand.units().keySet())), known, (_, _) -> false);
    }

    private void write(Connection transaction, StockLedger ledger) throws SQLException {
        stock.move(transaction, ledger.moved());
        reservations.insert(transaction, ledger.opened(), Map.of());
        reservations.change(transaction, ledger.changed());
    }

    // Two calls for one new order find nothing both; the slower one sees the other's reservation in a second look.
    private static Reservation onceMoreAfterATwin(Supplier<Reservation> work) {
        try {
            return work.get();
        } catch (TransactionFailed e) {
            if (!e.isDuplicate()) {
                throw e;
            }
            return work.get();
        }
    }
}
