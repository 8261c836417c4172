package dev.orderplatform.order.lifecycle.jdbc;

import dev.orderplatform.inbox.InboxProperties;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.sharding.TableStatement;
import dev.orderplatform.postgres.Retention;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InboxRetentionConfiguration {

    @Bean
    Retention inboxRetention(Shards shards, InboxProperties properties) {
        return new Retention(
                properties.retention(),
                TableStatement.tables()
                        .map(table -> new Retention.Table(
                                shards.database(table.database()),
                                TableStatement.name("t_inbox", table),
                                "received_at"))
                        .toList());
    }
}
