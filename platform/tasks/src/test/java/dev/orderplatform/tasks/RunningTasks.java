package dev.orderplatform.tasks;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.runtime.postgres.PostgresDatabase;
import dev.orderplatform.runtime.postgres.PostgresRole;
import dev.orderplatform.servers.SharedServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A table of tasks with the runners of any number of processes. */
final class RunningTasks implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final String CREATE = """
        DROP TABLE IF EXISTS t_task;
        CREATE TABLE t_task (
          kind         text        NOT NULL,
          subject      text        NOT NULL,
          since        timestamptz NOT NULL DEFAULT now(),
          due_at       timestamptz NOT NULL,
          attempt      int         NOT NULL DEFAULT 0,
          claim        bigint      NOT NULL DEFAULT 0,
          last_failure text,
          PRIMARY KEY (kind, subject)
        );
        CREATE INDEX ix_task_due ON t_task (due_at)
        """;

    final TaskTable table;
    final HikariDataSource database = new HikariDataSource();
    private final List<AutoCloseable> processes = new ArrayList<>();

    RunningTasks() {
        SharedServers.postgres()
                .ensure(
                        List.of(new PostgresRole("tasks_owner", "owner")),
                        List.of(new PostgresDatabase("tasks", "tasks_owner", List.of())));
        database.setJdbcUrl(SharedServers.postgres().url("tasks"));
        database.setUsername("tasks_owner");
        database.setPassword("owner");
        sql().sql(CREATE).update();
        table = new TaskTable(database, "t_task");
    }

    /** What a process has that runs tasks without limits that matter in a test. */
    static TasksProperties unhurried(int concurrency) {
        return new TasksProperties(
                concurrency,
                INTERVAL,
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                Duration.ofMillis(10),
                Duration.ofMillis(20));
    }

    /** Starts another process. */
    TaskRunner process(TasksProperties properties, TaskHandler... handlers) {
        List<PeriodicTask> claiming = new ArrayList<>(1);
        TaskRunner runner = new TaskRunner(
                table, List.of(handlers), properties, () -> claiming.getFirst().wakeUp());
        claiming.add(new PeriodicTask("tasks", Schedule.every(properties.interval()), runner::startDue));
        processes.add(runner);
        processes.add(claiming.getFirst());
        claiming.getFirst().start();
        return runner;
    }

    void add(String kind, String... subjects) {
        Transaction.run(database, transaction -> {
            table.add(transaction, kind, List.of(subjects));
            return subjects;
        });
    }

    void finish(Task task) {
        Transaction.run(database, transaction -> {
            table.finish(transaction, task);
            return task;
        });
    }

    void reschedule(Task task, Duration delay) {
        Transaction.run(database, transaction -> {
            table.reschedule(transaction, task, delay);
            return task;
        });
    }

    long rows() {
        return sql().sql("SELECT count(*) FROM t_task").query(Long.class).single();
    }

    JdbcClient sql() {
        return JdbcClient.create(database);
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable process : processes.reversed()) {
            process.close();
        }
        database.close();
    }
}
