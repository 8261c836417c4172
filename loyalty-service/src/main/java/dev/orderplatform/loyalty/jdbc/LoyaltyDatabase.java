package dev.orderplatform.loyalty.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.inbox.InboxProperties;
import dev.orderplatform.inbox.InboxTable;
import dev.orderplatform.outbox.OutboxTable;
import dev.orderplatform.outbox.OutboxTables;
import dev.orderplatform.postgres.Database;
import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.postgres.Retention;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class LoyaltyDatabase {

    @Bean
    HikariDataSource database(DatabaseProperties properties) {
        return Database.open("loyalty", properties, "classpath:db/loyalty");
    }

    @Bean
    OutboxTable outboxTable(DataSource database) {
        return new OutboxTable(database, "t_outbox", EventStreams.LOYALTY);
    }

    @Bean
    OutboxTables outboxTables(OutboxTable table) {
        return new OutboxTables(List.of(table));
    }

    @Bean
    InboxTable inboxTable() {
        return new InboxTable("t_inbox");
    }

    @Bean
    Retention inboxRetention(DataSource database, InboxProperties properties) {
        return new Retention(properties.retention(), List.of(new Retention.Table(database, "t_inbox", "received_at")));
    }
}
