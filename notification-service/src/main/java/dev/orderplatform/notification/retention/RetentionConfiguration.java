package dev.orderplatform.notification.retention;

import dev.orderplatform.inbox.InboxProperties;
import dev.orderplatform.postgres.Retention;
import dev.orderplatform.postgres.Retention.Table;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

    @Bean
    Retention inboxRetention(DataSource database, InboxProperties properties) {
        return retention(database, "t_inbox", "received_at", properties.retention());
    }

    @Bean
    Retention notificationRetention(DataSource database, RetentionProperties properties) {
        return retention(database, "t_notification", "created_at", properties.notifications());
    }

    @Bean
    Retention emailRetention(DataSource database, RetentionProperties properties) {
        return retention(database, "t_email", "finished_at", properties.emails());
    }

    @Bean
    Retention webhookRetention(DataSource database, RetentionProperties properties) {
        return retention(database, "t_webhook_delivery", "finished_at", properties.webhooks());
    }

    private static Retention retention(DataSource database, String table, String time, Duration age) {
        return new Retention(age, List.of(new Table(database, table, time)));
    }
}
