package dev.orderplatform.notification.channel.email.jdbc;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("platform.notification.email.enabled")
class EmailQueueConfiguration {

    @Bean
    JdbcEmails emails(DataSource database) {
        return new JdbcEmails(database);
    }

    @Bean
    SmtpChannel smtpChannel(JdbcEmails emails) {
        return new SmtpChannel(emails);
    }
}
