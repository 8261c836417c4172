package dev.orderplatform.notification.channel.email;

import dev.orderplatform.background.PeriodicTask;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("platform.notification.email.enabled")
class EmailConfiguration {

    @Bean(initMethod = "start")
    PeriodicTask deliverEmails(Emails emails, JavaMailSender sender, EmailProperties properties) {
        return new DeliverEmails(emails, new SmtpSender(sender, properties), properties).task();
    }
}
