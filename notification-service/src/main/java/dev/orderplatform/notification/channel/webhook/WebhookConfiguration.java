package dev.orderplatform.notification.channel.webhook;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.notification.endpoint.AddressRules;
import dev.orderplatform.notification.endpoint.SecretBox;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    @Bean
    DeliverWebhooks deliverWebhooks(
            WebhookQueue queue, WebhookSender sender, AddressRules rules, SecretBox box, WebhookProperties properties) {
        return new DeliverWebhooks(queue, new SignAndSend(rules, box, sender, InstantSource.system()), properties);
    }

    /** A bean only for the health indicator; {@link DeliverWebhooks} starts and stops the task. */
    @Bean(destroyMethod = "")
    PeriodicTask webhookTurns(DeliverWebhooks deliverWebhooks) {
        return deliverWebhooks.task();
    }
}
