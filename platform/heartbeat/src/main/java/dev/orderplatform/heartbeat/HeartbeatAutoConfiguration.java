package dev.orderplatform.heartbeat;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.regions.ControlProperties;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.WebClient;

/** Sends the heartbeats of a service that declares a {@link HeartbeatSource}. */
@AutoConfiguration
@ConditionalOnBean(HeartbeatSource.class)
class HeartbeatAutoConfiguration {
    /** A third of the gap that counts as an outage. */
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    @Bean
    Heartbeats heartbeats(
            HeartbeatSource source, ControlProperties control, KafkaProperties kafka, WebClient.Builder client) {
        return Heartbeats.of(source, control, kafka, client);
    }

    @Bean(initMethod = "start")
    PeriodicTask heartbeat(Heartbeats heartbeats) {
        return new PeriodicTask("heartbeat", Schedule.every(INTERVAL).startingAtOnce(), heartbeats::beat);
    }
}
