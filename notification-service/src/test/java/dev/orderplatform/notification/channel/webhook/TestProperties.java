package dev.orderplatform.notification.channel.webhook;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The service's defaults. */
public final class TestProperties {
    private TestProperties() {}

    public static WebhookProperties defaults() {
        return new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("platform.notification.webhooks", WebhookProperties.class);
    }

    /** The defaults with other time-outs. */
    public static WebhookProperties withTimeouts(Duration responseTimeout, Duration timeout) {
        WebhookProperties defaults = defaults();
        return new WebhookProperties(
                defaults.endpoints(),
                defaults.perEndpoint(),
                defaults.batch(),
                defaults.slice(),
                defaults.lease(),
                defaults.slowAfter(),
                defaults.pollInterval(),
                defaults.connectTimeout(),
                responseTimeout,
                timeout,
                List.copyOf(defaults.backOff()));
    }
}
