package dev.orderplatform.background;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Health of a service's background tasks: every {@link PeriodicTask} that is a bean. */
@AutoConfiguration
@ConditionalOnClass(HealthIndicator.class)
class BackgroundAutoConfiguration {

    @Bean
    BackgroundTasksHealth backgroundTasksHealthIndicator(ObjectProvider<PeriodicTask> tasks) {
        return new BackgroundTasksHealth(tasks);
    }
}
