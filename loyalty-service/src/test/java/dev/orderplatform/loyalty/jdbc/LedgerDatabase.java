package dev.orderplatform.loyalty.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.inbox.InboxTable;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.loyalty.domain.Transfer;
import dev.orderplatform.postgres.Database;
import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.servers.TemporaryPostgres;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A migrated database, and what writes to it, as the service wires it. */
final class LedgerDatabase implements AutoCloseable {
    private final HikariDataSource database;
    private final Ledger ledger;
    private final FollowOrders follow;
    private final ExpirePoints expire;

    private LedgerDatabase(HikariDataSource database, PointsProperties properties) {
        this.database = database;
        OrderPointsTable orders = new OrderPointsTable(properties);
        this.ledger = new Ledger(new AccountTable(), properties);
        this.follow = new FollowOrders(database, new InboxTable("t_inbox"), orders, ledger);
        this.expire = new ExpirePoints(database, orders, ledger, properties);
    }

    static LedgerDatabase open(TemporaryPostgres server, String name, PointsProperties points, int connections) {
        server.ensure("loyalty", List.of(name));
        DatabaseProperties properties = new DatabaseProperties(
                server.url(name),
                "loyalty_app",
                "app",
                "loyalty_owner",
                "owner",
                connections,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30));
        return new LedgerDatabase(Database.open("loyalty", properties, "classpath:db/loyalty"), points);
    }

    void apply(OrderEvent... events) {
        apply(Arrays.asList(events));
    }

    /** In one transaction. */
    void apply(List<? extends OrderEvent> events) {
        follow.handle(events.stream()
                .map(event -> new ReceivedEvent<OrderEvent>(event, Optional.empty()))
                .toList());
    }

    void post(Transfer... transfers) {
        Transaction.run(database, transaction -> {
            ledger.post(transaction, List.of(transfers));
            return transfers.length;
        });
    }

    /** Returns for how many orders. */
    int expireDue() {
        return expire.expireDue();
    }

    HikariDataSource pool() {
        return database;
    }

    JdbcClient sql() {
        return JdbcClient.create(database);
    }

    long number(String query) {
        return sql().sql(query).query(Long.class).single();
    }

    @Override
    public void close() {
        database.close();
    }
}
