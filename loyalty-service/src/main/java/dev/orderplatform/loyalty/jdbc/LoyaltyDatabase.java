package dev.orderplatform.loyalty.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.inbox.InboxProperties;
import dev.orderplatform.inbox.InboxTable;
import dev.orderplatform.postgres.Database;
import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.postgres.Retention;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseProperties.class, PointsProperties.class})
class LoyaltyDatabase {

    @Bean
    HikariDataSource database(DatabaseProperties properties) {
        return Database.open("loyalty", properties, "classpath:db/loyalty");
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
    PeriodicTask expiryTask(ExpirePoints expire, PointsProperties properties) {
        return new PeriodicTask("expiry of points", Schedule.every(properties.expiryInterval()), expire::expireDue);
    }
}
