package dev.orderplatform.notification.retention;

import dev.orderplatform.inbox.InboxProperties;
import dev.orderplatform.inbox.InboxRetention;
import dev.orderplatform.inbox.InboxRetention.Table;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

    @Bean(initMethod = "start")
    InboxRetention inboxRetention(DataSource database, InboxProperties properties) {
        return retention(database, "t_inbox", "received_at", properties.retention());
    }

    @Bean(initMethod = "start")
    InboxRetention notificationRetention(DataSource database, RetentionProperties properties) {
        return retention(database, "t_notification", "created_at", properties.notifications());
    }

    @Bean(initMethod = "start")
    InboxRetention emailRetention(DataSource database, RetentionProperties properties) {
        return retention(database, "t_email", "finished_at", properties.emails());
    }

    private static InboxRetention retention(DataSource database, String table, String time, Duration life) {
        return new InboxRetention(List.of(new Table(database, table, time)), life);
    }
}
