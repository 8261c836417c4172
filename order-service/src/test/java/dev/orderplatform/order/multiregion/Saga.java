package dev.orderplatform.order.multiregion;

import dev.orderplatform.globaltransactions.GlobalTransactions;
import dev.orderplatform.order.OrderServiceApplication;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.identity.ServiceTokens;
import java.time.Duration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * What a team would write by hand in place of the global transaction, to compare with: the order UNDECIDED at home, then a
 * copy in the other region's journal, then PENDING. Three local transactions and no coordinator. Only the way without a
 * failure is there, since its cost is the question; its recoverer would carry on what a crash left.
 */
final class Saga extends TwoRegions {
    /** Keys of orders that go this way begin so. */
    static final String KEY = "saga-";

    private static final String JOURNAL = "/internal/journal";
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final OrderBranch home;
    private final WebClient peer;

    private Saga(
            GlobalTransactions transactions, OrderBranch branch, OtherRegion other, OrderBranch home, WebClient peer) {
        super(transactions, branch, other);
        this.home = home;
        this.peer = peer;
    }

    @Override
    public String write(UndecidedOrder order) {
        if (!order.key().startsWith(KEY)) {
            return super.write(order);
        }
        String saga = KEY + order.orderId();
        home.insert(order, saga);
        peer.post().uri(JOURNAL).bodyValue(order).retrieve().toBodilessEntity().block(TIMEOUT);
        return saga;
    }

    /** An order-service that knows both ways. */
    static final class Service {
        private Service() {}

        public static void main(String[] arguments) {
            new SpringApplicationBuilder(OrderServiceApplication.class, Beans.class).run(arguments);
        }
    }

    /** Not found by a component scan, so in no other test's service. */
    static final class Beans {
        @Bean
        @Primary
        TwoRegions saga(
                GlobalTransactions transactions,
                OrderBranch branch,
                Shards shards,
                WebClient.Builder client,
                ServiceTokens tokens,
                MultiRegionProperties properties) {
            return new Saga(
                    transactions,
                    branch,
                    new OtherRegion(client, tokens, properties),
                    new OrderBranch(shards::database),
                    client.clone()
                            .baseUrl(properties.peer())
                            .filter(tokens.filter())
                            .build());
        }

        @Bean
        RouterFunction<ServerResponse> journal(Shards shards, Blocking blocking) {
            OrderBranch journal = new OrderBranch(shards::database);
            return RouterFunctions.route()
                    .POST(
                            JOURNAL,
                            request -> request.bodyToMono(UndecidedOrder.class)
                                    .flatMap(order -> blocking.call(() -> {
                                        journal.insert(order, KEY + order.orderId());
                                        return true;
                                    }))
                                    .then(ServerResponse.noContent().build()))
                    .build();
        }
    }
}
