package dev.orderplatform.inventory.reserving.jdbc;

import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.inventory.domain.RemoteStock;
import dev.orderplatform.inventory.domain.Reservation;
import dev.orderplatform.inventory.domain.StockLedger;
import dev.orderplatform.inventory.reserving.TransferTotals;
import dev.orderplatform.inventory.reserving.WaitingOrders;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.outbox.Outbox;
import dev.orderplatform.outbox.OutboxTable;
import dev.orderplatform.postgres.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Locks reservations before stock, like {@link JdbcReserving}; in another order the two could deadlock. */
@Component
final class JdbcWaitingOrders implements WaitingOrders {
    private final DataSource database;
    private final OutboxTable outboxTable;
    private final Outbox outbox;
    private final StockRows stock = new StockRows();
    private final ReservationRows reservations = new ReservationRows();

    JdbcWaitingOrders(DataSource database, OutboxTable outboxTable, Outbox outbox) {
        this.database = database;
        this.outboxTable = outboxTable;
        this.outbox = outbox;
    }

    @Override
    public List<Reservation> page(long after, int limit) {
        return Transaction.run(database, transaction -> reservations.waiting(transaction.connection(), after, limit));
    }

    @Override
    public SortedMap<String, Long> shortage(List<Reservation> waiting) {
        SortedMap<String, Long> units = demanded(waiting);
        if (units.isEmpty()) {
            return units;
        }
        return Transaction.run(database, transaction -> {
            Map<String, Long> available = stock.available(transaction.connection(), units.keySet());
            units.replaceAll((sku, needed) -> needed - available.getOrDefault(sku, 0L));
            units.values().removeIf(missing -> missing <= 0);
            return units;
        });
    }

    @Override
    public long reconsider(List<Reservation> waiting, Function<Map<String, TransferTotals>, RemoteStock> remoteStock) {
        if (waiting.isEmpty()) {
            return 0;
        }
        return Transaction.run(database, transaction -> reconsider(transaction, waiting, remoteStock));
    }

    private long reconsider(
            Transaction transaction,
            List<Reservation> waiting,
            Function<Map<String, TransferTotals>, RemoteStock> remoteStock)
            throws SQLException {
        Connection connection = transaction.connection();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<Reservation> known = reservations.find(
                connection, waiting.stream().map(Reservation::orderId).toList());
        var skus = demanded(known).navigableKeySet();
        StockLedger ledger =
                new StockLedger(stock.lock(connection, skus), known, remoteStock.apply(stock.totals(connection, skus)));
        long stillWaiting = known.stream()
                .map(reservation -> ledger.reconsider(reservation.orderId(), now))
                .filter(Reservation::isWaiting)
                .count();
        stock.move(connection, ledger.moved(), ledger.sold());
        reservations.change(connection, ledger.changed());
        // The decision is the first stock event of an order, so none can be unpublished before it.
        outbox.append(transaction, outboxTable, messages(connection, ledger.changed()), Set.of());
        return stillWaiting;
    }

    private List<EventMessage> messages(Connection transaction, List<Reservation> decided) throws SQLException {
        List<StockEvent> events = decided.stream()
                .flatMap(reservation -> reservation.decision().stream())
                .toList();
        Map<Long, String> traceparents = reservations.traceparents(
                transaction, events.stream().map(StockEvent::orderId).toList());
        return events.stream()
                .map(event -> EventMessage.of(event, Optional.ofNullable(traceparents.get(event.orderId()))))
                .toList();
    }

    private static TreeMap<String, Long> demanded(List<Reservation> reservations) {
        TreeMap<String, Long> units = new TreeMap<>();
        reservations.forEach(reservation -> reservation
                .demand()
                .units()
                .forEach((sku, quantity) -> units.merge(sku, (long) quantity, Math::addExact)));
        return units;
    }
}
