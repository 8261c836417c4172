package dev.orderplatform.background;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/**
 * The tasks whose last run failed. Never DOWN, for readiness is no business of theirs: they are tried again, and a service
 * that still answers must not be taken out of service for them.
 */
final class BackgroundTasksHealth implements HealthIndicator {
    static final Status DEGRADED = new Status("DEGRADED", "a background task fails");

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
