package dev.orderplatform.inventory.reserving.jdbc;

import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.inventory.domain.Elsewhere;
import dev.orderplatform.inventory.domain.Reservation;
import dev.orderplatform.inventory.domain.StockLedger;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Orders that wait for stock. Locks in the same order as whoever reserves for new ones: reservations, then stock. */
@Component
public final class WaitingOrders {
    private final DataSource database;
    private final OutboxTable outboxTable;
    private final Outbox outbox;
    private final StockRows stock = new StockRows();
    private final ReservationRows reservations = new ReservationRows();

    WaitingOrders(DataSource database, OutboxTable outboxTable, Outbox outbox) {
        this.database = database;
        this.outboxTable = outboxTable;
        this.outbox = outbox;
    }

    /** The oldest of them. Blocks. */
    public List<Reservation> oldest(int limit) {
        return Transaction.run(database, connection -> reservations.waiting(connection, limit));
    }

    /** How many units all of these want beyond what is available here, by SKU; no entry is zero. Blocks. */
    public SortedMap<String, Long> shortage(List<Reservation> waiting) {
        SortedMap<String, Long> units = demanded(waiting);
        return Transaction.run(database, connection -> {
            Map<String, Long> available = stock.available(connection, units.keySet());
            units.replaceAll((sku, wanted) -> wanted - available.getOrDefault(sku, 0L));
            units.values().removeIf(missing -> missing <= 0);
            return units;
        });
    }

    /**
     * Decides over these again, in their order, with what is here now; blocks until that is durable.
     *
     * @param elsewhere made from what crossed this region's border, as the deciding transaction sees it
     * @return how many wait on
     */
    public long reconsider(List<Reservation> waiting, Function<Map<String, Flow>, Elsewhere> elsewhere) {
        Decided decided = Transaction.run(database, connection -> reconsider(connection, waiting, elsewhere));
        outbox.committed(outboxTable, decided.messages, List.of());
        return decided.waiting;
    }

    private Decided reconsider(
            Connection transaction, List<Reservation> waiting, Function<Map<String, Flow>, Elsewhere> elsewhere)
            throws SQLException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<Reservation> known = reservations.find(
                transaction, waiting.stream().map(Reservation::orderId).toList());
        var skus = demanded(known).navigableKeySet();
        StockLedger ledger =
                new StockLedger(stock.lock(transaction, skus), known, elsewhere.apply(stock.flows(transaction, skus)));
        long stillWaiting = known.stream()
                .map(reservation -> ledger.reconsider(reservation.orderId(), now))
                .filter(Reservation::isWaiting)
                .count();
        stock.move(transaction, ledger.moved());
        reservations.change(transaction, ledger.changed());
        List<EventMessage> messages = ledger.changed().stream()
                .flatMap(reservation -> reservation.decision().stream())
                .map(WaitingOrders::message)
                .toList();
        outboxTable.append(transaction, messages);
        return new Decided(messages, stillWaiting);
    }

    private static EventMessage message(StockEvent event) {
        return EventMessage.of(event, Optional.empty());
    }

    private static TreeMap<String, Long> demanded(List<Reservation> reservations) {
        TreeMap<String, Long> units = new TreeMap<>();
        reservations.forEach(reservation -> reservation
                .demand()
                .units()
                .forEach((sku, quantity) -> units.merge(sku, (long) quantity, Math::addExact)));
        return units;
    }

    private record Decided(List<EventMessage> messages, long waiting) {}
}
