package dev.orderplatform.background;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/**
 * Reports tasks whose last run failed. Never DOWN: tasks are retried, and a failing task must not make a working
 * service unready.
 */
final class BackgroundTasksHealth implements HealthIndicator {
    static final Status DEGRADED = new Status("DEGRADED", "a background task is failing");

    private final ObjectProvider<PeriodicTask> tasks;

    BackgroundTasksHealth(ObjectProvider<PeriodicTask> tasks) {
        this.tasks = tasks;
    }

    @Override
    public Health health() {
        Map<String, Object> failing = new TreeMap<>();
        tasks.forEach(task -> task.failure().ifPresent(reason -> failing.put(task.name(), reason)));
        return (failing.isEmpty() ? Health.up() : Health.status(DEGRADED))
                .withDetails(failing)
                .build();
    }
}
