package dev.orderplatform.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.postgres.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TasksIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init")
    private RunningTasks tasks;

    private final Queue<Task> runs = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() {
        tasks = new RunningTasks();
    }

    @AfterEach
    void stop() throws Exception {
        tasks.close();
    }

    @Test
    void taskRunsOnceAndEnds() {
        tasks.process(RunningTasks.unhurried(4), handler(tasks::finish));
        tasks.add("pay", "a", "b", "a");
        await().atMost(TIMEOUT).until(() -> tasks.rows() == 0);
        assertThat(runs).extracting(Task::subject).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void failureIsRecordedAndRetried() {
        tasks.process(RunningTasks.unhurried(4), handler(task -> {
            if (task.attempt() == 2) {
                assertThat(lastFailure()).contains("no answer");
            }
            if (task.attempt() < 3) {
                throw new IllegalStateException("no answer");
            }
            tasks.finish(task);
        }));
        tasks.add("pay", "a");
        await().atMost(TIMEOUT).until(() -> tasks.rows() == 0);
        assertThat(runs).extracting(Task::attempt).containsExactly(1, 2, 3);
    }

    @Test
    void manyTasksAreSharedAndEachRunsOnce() {
        tasks.process(RunningTasks.unhurried(4), handler(tasks::finish));
        tasks.process(RunningTasks.unhurried(4), handler(tasks::finish));
        String[] subjects = IntStream.range(0, 500).mapToObj(Integer::toString).toArray(String[]::new);
        tasks.add("pay", subjects);
        await().atMost(TIMEOUT).until(() -> tasks.rows() == 0);
        assertThat(runs).extracting(Task::subject).containsExactlyInAnyOrder(subjects);
    }

    @Test
    void taskOfAKilledProcessRunsAgainAfterItsLease() {
        tasks.add("pay", "a");
        assertThat(tasks.table.claim(List.of("pay"), 10, Duration.ofMillis(300)))
                .hasSize(1);
        tasks.process(RunningTasks.unhurried(4), handler(tasks::finish));
        await().atMost(TIMEOUT).until(() -> tasks.rows() == 0);
        assertThat(runs).extracting(Task::attempt).containsExactly(2);
    }

    @Test
    void claimedTaskIsNotClaimedAgainBeforeItsLeaseEnds() {
        tasks.add("pay", "a");
        assertThat(tasks.table.claim(List.of("pay"), 10, Duration.ofMinutes(5))).hasSize(1);
        assertThat(tasks.table.claim(List.of("pay"), 10, Duration.ofMinutes(5))).isEmpty();
    }

    // The planner chooses a nested loop over the tasks for a table that had one row when it was analysed.
    @Test
    void noMoreTasksAreClaimedThanTheLimitWhateverThePlan() {
        tasks.add("pay", "first");
        tasks.sql().sql("ANALYZE t_task").update();
        tasks.add("pay", IntStream.range(0, 30).mapToObj(Integer::toString).toArray(String[]::new));
        assertThat(tasks.table.claim(List.of("pay"), 3, Duration.ofMinutes(5))).hasSize(3);
    }

    @Test
    void taskAddedWhileItRunsRunsAgain() {
        tasks.add("pay", "a");
        Task claimed =
                tasks.table.claim(List.of("pay"), 10, Duration.ofMinutes(5)).getFirst();
        tasks.add("pay", "a");
        tasks.finish(claimed);
        tasks.table.retry(claimed, Duration.ofHours(1), "outdated");
        assertThat(tasks.table.claim(List.of("pay"), 10, Duration.ofMinutes(5)))
                .extracting(Task::attempt)
                .containsExactly(1);
    }

    @Test
    void rescheduledTaskRunsLater() {
        tasks.process(RunningTasks.unhurried(4), handler(task -> {
            if (runs.size() < 3) {
                tasks.reschedule(task, Duration.ofMillis(10));
            } else {
                tasks.finish(task);
            }
        }));
        tasks.add("pay", "a");
        await().atMost(TIMEOUT).until(() -> tasks.rows() == 0);
        assertThat(runs).extracting(Task::attempt).containsExactly(1, 1, 1);
    }

    @Test
    void runWithoutOutcomeIsInterruptedAndRetried() {
        CountDownLatch never = new CountDownLatch(1);
        var impatient = new TasksProperties(
                1,
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                Duration.ofMinutes(10),
                Duration.ofMillis(10),
                Duration.ofMillis(20));
        tasks.process(impatient, handler(task -> {
            if (task.attempt() == 1) {
                awaitUninterrupted(never);
            }
            tasks.finish(task);
        }));
        tasks.add("pay", "a");
        await().atMost(TIMEOUT).until(() -> tasks.rows() == 0);
        assertThat(runs).extracting(Task::attempt).containsExactly(1, 2);
    }

    @Test
    void hangingTaskLeavesTheOtherPermitsFree() {
        CountDownLatch hanging = new CountDownLatch(1);
        tasks.process(RunningTasks.unhurried(2), handler(task -> {
            if (task.subject().equals("hangs")) {
                awaitUninterrupted(hanging);
            }
            tasks.finish(task);
        }));
        tasks.add("pay", "hangs", "a", "b", "c", "d");
        await().atMost(TIMEOUT).until(() -> tasks.rows() == 1);
        hanging.countDown();
        await().atMost(TIMEOUT).until(() -> tasks.rows() == 0);
    }

    @Test
    void removedTaskDoesNotRun() {
        tasks.add("pay", "a", "b");
        Transaction.run(tasks.database, transaction -> {
            tasks.table.remove(transaction, "pay", List.of("a"));
            return tasks;
        });
        tasks.process(RunningTasks.unhurried(2), handler(tasks::finish));
        await().atMost(TIMEOUT).until(() -> tasks.rows() == 0);
        assertThat(runs).extracting(Task::subject).containsExactly("b");
    }

    @Test
    void taskOfAKindWithoutHandlerWaits() {
        tasks.add("unknown", "a");
        assertThat(tasks.table.claim(List.of("pay"), 10, Duration.ofMinutes(5))).isEmpty();
        assertThat(tasks.rows()).isEqualTo(1);
    }

    private TaskHandler handler(Consumer<Task> work) {
        return new TaskHandler() {
            @Override
            public String kind() {
                return "pay";
            }

            @Override
            public void run(Task task) {
                runs.add(task);
                work.accept(task);
            }
        };
    }

    private String lastFailure() {
        return tasks.sql()
                .sql("SELECT last_failure FROM t_task")
                .query(String.class)
                .single();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
