package dev.orderplatform.order.outbox;

import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.outbox.Outbox;
import dev.orderplatform.outbox.OutboxTables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

    @Bean
    OutboxTables outboxTables(Shards shards) {
        return OrderOutbox.tablesOf(shards);
    }

    @Bean
    OrderOutbox orderOutbox(Shards shards, OutboxTables tables, Outbox outbox) {
        return new OrderOutbox(shards, tables, outbox);
    }
}
