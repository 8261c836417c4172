package dev.orderplatform.logistics.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.inbox.InboxProperties;
import dev.orderplatform.inbox.InboxTable;
import dev.orderplatform.outbox.OutboxTable;
import dev.orderplatform.outbox.OutboxTables;
import dev.orderplatform.postgres.Database;
import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.postgres.Retention;
import dev.orderplatform.tasks.TaskTable;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseProperties.class, ParcelProperties.class})
class LogisticsDatabase {
    /** Longer than the carrier repeats a callback. */
    private static final Duration CALLBACK_RETENTION = Duration.ofDays(31);

    @Bean
    HikariDataSource database(DatabaseProperties properties) {
        return Database.open("logistics", properties, "classpath:db/logistics");
    }

    @Bean
    OutboxTable outboxTable(DataSource database) {
        return new OutboxTable(database, "t_outbox", EventStreams.SHIPMENT);
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
    TaskTable taskTable(DataSource database) {
        return new TaskTable(database, "t_task");
    }

    @Bean
    Retention inboxRetention(DataSource database, InboxProperties properties) {
        return new Retention(properties.retention(), List.of(new Retention.Table(database, "t_inbox", "received_at")));
    }

    @Bean
    Retention callbackRetention(DataSource database) {
        return new Retention(
                CALLBACK_RETENTION,
                List.of(new Retention.Table(database, "t_callback", "received_at", "status <> 'WAITING'")));
    }
}
