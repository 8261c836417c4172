package dev.orderplatform.tasks;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.postgres.BacklogGauges;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Runs the tasks of a service that declares a {@link TaskTable}. */
@AutoConfiguration
@ConditionalOnBean(TaskTable.class)
@EnableConfigurationProperties(TasksProperties.class)
class TasksAutoConfiguration {
    private static final Duration MAX_RETRY = Duration.ofSeconds(5);
    private static final Duration METER_INTERVAL = Duration.ofSeconds(10);

    @Bean
    TaskRunner taskRunner(TaskTable table, List<TaskHandler> handlers, TasksProperties properties) {
        return new TaskRunner(table, handlers, properties, table::notifyDue);
    }

    @Bean(initMethod = "start")
    PeriodicTask taskMeters(TaskTable table, MeterRegistry meters) {
        BacklogGauges gauges = new BacklogGauges(meters, "platform.tasks", "kind", List.of(table.backlog()));
        return new PeriodicTask("task-meters", Schedule.every(METER_INTERVAL), gauges::read);
    }

    @Bean(initMethod = "start")
    PeriodicTask taskClaiming(TaskTable table, TaskRunner runner, TasksProperties properties) {
        Duration interval = properties.interval();
        PeriodicTask claiming = new PeriodicTask(
                "tasks", Schedule.every(interval).retryingAfter(interval.multipliedBy(2), MAX_RETRY), runner::startDue);
        table.onDue(claiming::wakeUp);
        return claiming;
    }
}
