package dev.orderplatform.order.multiregion;

import dev.orderplatform.globaltransactions.GlobalTransactions;
import dev.orderplatform.order.OrderServiceApplication;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.storage.OrderTables;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.identity.ServiceTokens;
import java.time.Duration;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * A hand-written saga in place of the global transaction, for comparison: stores the order UNDECIDED at home, then a
 * copy in the other region's journal, then makes it PENDING. Three local transactions without a coordinator. Implements
 * the success path only, whose cost is measured; there is no recovery after a crash.
 */
final class Saga extends MultiRegionOrders {
    /** Prefix of the keys of orders that use the saga. */
    static final String KEY = "saga-";

    private static final String JOURNAL = "/internal/journal";
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final IntFunction<DataSource> databases;
    private final WebClient peer;

    private Saga(
            GlobalTransactions transactions,
            UndecidedOrders home,
            OtherRegion other,
            IntFunction<DataSource> databases,
            WebClient peer) {
        super(transactions, home, other);
        this.databases = databases;
        this.peer = peer;
    }

    @Override
    protected String write(StoredOrder order) {
        if (!order.acceptance().idempotencyKey().startsWith(KEY)) {
            return super.write(order);
        }
        String saga = KEY + order.id();
        insert(databases, order.in(saga));
        peer.post()
                .uri(JOURNAL)
                .bodyValue(UndecidedOrder.of(order))
                .retrieve()
                .toBodilessEntity()
                .block(TIMEOUT);
        return saga;
    }

    // In a local transaction, not as a branch.
    private static void insert(IntFunction<DataSource> databases, StoredOrder order) {
        Transaction.run(databases.apply(Shards.tableOfOrder(order.id()).database()), transaction -> {
            new OrderTables(transaction.connection()).insertUndecided(order);
            return true;
        });
    }

    /** An order-service that supports both variants. */
    static final class Service {
        private Service() {}

        public static void main(String[] arguments) {
            new SpringApplicationBuilder(OrderServiceApplication.class, Beans.class).run(arguments);
        }
    }

    /** Not found by component scans, so that other tests' services don't contain it. */
    static final class Beans {
        @Bean
        @Primary
        MultiRegionOrders saga(
                GlobalTransactions transactions,
                UndecidedOrders home,
                OtherRegion other,
                Shards shards,
                WebClient.Builder client,
                ServiceTokens tokens,
                MultiRegionProperties properties) {
            return new Saga(
                    transactions,
                    home,
                    other,
                    shards::database,
                    client.clone()
                            .baseUrl(properties.peer())
                            .filter(tokens.filter())
                            .build());
        }

        @Bean
        RouterFunction<ServerResponse> journal(Shards shards, Blocking blocking) {
            return RouterFunctions.route()
                    .POST(
                            JOURNAL,
                            request -> request.bodyToMono(UndecidedOrder.class)
                                    .flatMap(order -> blocking.call(() -> {
                                        insert(shards::database, order.in(KEY + order.orderId()));
                                        return true;
                                    }))
                                    .then(ServerResponse.noContent().build()))
                    .build();
        }
    }
}
