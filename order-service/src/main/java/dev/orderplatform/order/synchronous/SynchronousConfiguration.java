package dev.orderplatform.order.synchronous;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.order.ownership.OwnSlots;
import dev.orderplatform.order.publishing.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.viewing.OrderWatchers;
import dev.orderplatform.order.viewing.Orders;
import dev.orderplatform.outbox.Outbox;
import dev.orderplatform.web.identity.ServiceTokens;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "platform.flow", havingValue = "synchronous")
class SynchronousConfiguration {

    @Bean
    Peer inventoryPeer(WebClient.Builder client, ServiceTokens tokens, SynchronousProperties properties) {
        return new Peer("inventory", properties.inventory(), client, tokens, properties);
    }

    @Bean
    Notifications notifications(WebClient.Builder client, ServiceTokens tokens, SynchronousProperties properties) {
        return new Notifications(new Peer("notification", properties.notification(), client, tokens, properties));
    }

    @Bean
    OwedRows owedRows(Shards shards) {
        return new OwedRows(shards);
    }

    @Bean
    OwedEvents owedEvents(OwedRows rows, Peer inventoryPeer, Notifications notifications) {
        return new OwedEvents(rows, new Inventory(inventoryPeer), notifications);
    }

    /** In place of the one that publishes: an order's creation is told to nobody, and what is owed goes by HTTP. */
    @Bean
    OrderOutbox orderOutbox(Shards shards, OwedEvents owed) {
        return OrderOutbox.withoutCreations(shards, new Outbox(owed));
    }

    @Bean
    DecideOrder decideOrder(
            Peer inventoryPeer,
            Notifications notifications,
            Shards shards,
            OrderOutbox outbox,
            Orders orders,
            OwnSlots slots,
            OrderWatchers watchers,
            InstantSource clock) {
        return new DecideOrder(
                inventoryPeer, notifications, new Decisions(shards, outbox), orders, slots, watchers, clock);
    }

    @Bean(initMethod = "start")
    PeriodicTask unfinishedOrders(
            Orders orders,
            OwnSlots slots,
            OwedRows owed,
            DecideOrder decideOrder,
            OwedEvents owedEvents,
            InstantSource clock,
            SynchronousProperties properties) {
        Duration grace = properties.grace();
        UnfinishedOrders unfinished = new UnfinishedOrders(orders, slots, owed, decideOrder, owedEvents, clock, grace);
        return new PeriodicTask("unfinished-orders", Schedule.every(grace.dividedBy(2)), unfinished::finish);
    }

    @Bean
    ProblemMapping peerProblems() {
        return failure -> failure instanceof PeerUnavailable
                ? Optional.of(ProblemException.unavailable(
                        "A service that the order needs does not answer. Ask again with the same key."))
                : Optional.empty();
    }
}
