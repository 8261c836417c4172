package dev.orderplatform.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PeriodicTaskTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Schedule FAST = Schedule.every(Duration.ofMillis(1));
    private static final Schedule SLOW = Schedule.every(Duration.ofHours(1));

    private final AtomicInteger runs = new AtomicInteger();

    static java.util.stream.Stream<Throwable> anyThrowableIsFollowedByTheNextRun() {
        return java.util.stream.Stream.of(
                new IllegalStateException("simulated"),
                new java.io.IOException("simulated"),
                new InterruptedException("simulated"),
                new NoClassDefFoundError("simulated"),
                new OutOfMemoryError("simulated"),
                new StackOverflowError("simulated"));
    }

    @ParameterizedTest
    @MethodSource
    void anyThrowableIsFollowedByTheNextRun(Throwable thrown) {
        var task = new PeriodicTask("test", FAST, () -> {
            if (runs.incrementAndGet() <= 2) {
                PeriodicTaskTest.<RuntimeException>sneakyThrow(thrown);
            }
        });
        try (task) {
            task.start();
            await().atMost(LIMIT).until(() -> runs.get() > 2 && task.failure().isEmpty());
        }
    }

    @Test
    void interruptLeftBehindByARunDoesNotEndTheTask() {
        try (var task = new PeriodicTask("test", FAST, () -> {
            runs.incrementAndGet();
            Thread.currentThread().interrupt();
        })) {
            task.start();
            await().atMost(LIMIT).until(() -> runs.get() > 2);
        }
    }

    @Test
    void wakeUpStartsTheNextRunImmediately() {
        try (var task = new PeriodicTask("test", SLOW, runs::incrementAndGet)) {
            task.start();
            task.wakeUp();
            await().atMost(LIMIT).until(() -> runs.get() == 1);
            task.wakeUp();
            await().atMost(LIMIT).until(() -> runs.get() == 2);
        }
    }

    @Test
    void firstRunCanStartImmediately() {
        try (var task = new PeriodicTask("test", SLOW.startingAtOnce(), runs::incrementAndGet)) {
            task.start();
            await().atMost(LIMIT).until(() -> runs.get() == 1);
        }
    }

    @Test
    void closeWaitsForTheCurrentRunAndStartsNoOther() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicReference<String> end = new AtomicReference<>("none");
        var task = new PeriodicTask("test", FAST, LIMIT, () -> {
            runs.incrementAndGet();
            begun.countDown();
            mayEnd.await();
            end.set("complete");
        });
        task.start();
        begun.await();
        Thread stop = Thread.startVirtualThread(task::close);
        await().atMost(LIMIT).until(() -> stop.getState() == Thread.State.TIMED_WAITING);
        mayEnd.countDown();
        stop.join();
        assertThat(end).hasValue("complete");
        assertThat(runs).hasValue(1);
    }

    @Test
    void closeInterruptsARunThatDoesNotEnd() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        var task = new PeriodicTask("test", SLOW.startingAtOnce(), Duration.ofMillis(1), () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
        task.start();
        begun.await();
        task.close();
        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void taskThatWasNeverStartedCanBeClosed() {
        new PeriodicTask("test", SLOW, runs::incrementAndGet).close();
        assertThat(runs).hasValue(0);
    }

    @Test
    void healthIsDegradedWhileATaskFailsAndNeverDown() {
        AtomicReference<RuntimeException> failure = new AtomicReference<>(new IllegalStateException("simulated"));
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(BackgroundAutoConfiguration.class))
                .withBean("good", PeriodicTask.class, () -> started("good", () -> {}))
                .withBean(
                        "bad",
                        PeriodicTask.class,
                        () -> started("bad", () -> {
                            if (failure.get() != null) {
                                throw failure.get();
                            }
                        }))
                .run(context -> {
                    HealthIndicator health = context.getBean(HealthIndicator.class);
                    await().atMost(LIMIT)
                            .until(() -> health.health().getStatus().equals(BackgroundTasksHealth.DEGRADED));
                    assertThat(health.health().getDetails()).containsOnlyKeys("bad");
                    failure.set(null);
                    await().atMost(LIMIT)
                            .until(() -> health.health().getStatus().equals(Status.UP));
                });
    }

    private static PeriodicTask started(String name, PeriodicTask.Work work) {
        PeriodicTask task = new PeriodicTask(name, FAST, work);
        task.start();
        return task;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneakyThrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
