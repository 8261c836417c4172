package dev.orderplatform.recommendation.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.inbox.InboxProperties;
import dev.orderplatform.inbox.InboxTable;
import dev.orderplatform.postgres.Database;
import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.postgres.Retention;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseProperties.class, CountingProperties.class})
class RecommendationDatabase {
    private static final Duration RETENTION_INTERVAL = Duration.ofSeconds(10);
    private static final Duration REBUILD_INTERVAL = Duration.ofSeconds(1);

    @Bean
    HikariDataSource database(DatabaseProperties properties) {
        return Database.open("recommendation", properties, "classpath:db/recommendation");
    }

    @Bean
    InboxTable inboxTable() {
        return new InboxTable("t_inbox");
    }

    @Bean
    Retention inboxRetention(DataSource database, InboxProperties properties) {
        return new Retention(properties.retention(), List.of(new Retention.Table(database, "t_inbox", "received_at")));
    }

    @Bean(initMethod = "start")
    PeriodicTask basketRetention(ForgetBaskets forget) {
        return new PeriodicTask("basket-retention", Schedule.every(RETENTION_INTERVAL), forget::forgetDue);
    }

    @Bean(initMethod = "start")
    PeriodicTask rebuildCounts(JdbcRebuild rebuild) {
        return new PeriodicTask("rebuild-counts", Schedule.every(REBUILD_INTERVAL), rebuild::proceed);
    }
}
