package dev.orderplatform.tasks;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
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

    @Bean
    TaskRunner taskRunner(TaskTable table, List<TaskHandler> handlers, TasksProperties properties) {
        return new TaskRunner(table, handlers, properties, table::notifyDue);
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
