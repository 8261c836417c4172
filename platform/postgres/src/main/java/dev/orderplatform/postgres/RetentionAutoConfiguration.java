package dev.orderplatform.postgres;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Runs every {@link Retention} bean periodically. */
@AutoConfiguration
@ConditionalOnBean(Retention.class)
class RetentionAutoConfiguration {
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    @Bean(initMethod = "start")
    PeriodicTask retentionTask(List<Retention> retentions) {
        return new PeriodicTask("retention", Schedule.every(INTERVAL), () -> cleanAll(retentions));
    }

    /** A failing retention does not block the others. */
    static void cleanAll(List<Retention> retentions) {
        RuntimeException failure = null;
        for (Retention retention : retentions) {
            try {
                retention.clean();
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
