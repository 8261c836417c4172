package dev.orderplatform.tools.explain.reading;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.tools.explain.evidence.Callback;
import dev.orderplatform.tools.explain.evidence.Task;
import java.util.List;

/** Reads the callbacks and tasks of a service that works with an external system. */
final class WorkRows {

    private static final String CALLBACKS = """
        SELECT webhook_id, order_id || '-' || number AS subject, type, status, received_at
        FROM t_callback WHERE order_id = %d ORDER BY received_at
        """;

    /** A task's subject is the id of a payment or parcel, or the webhook id of a callback. */
    private static final String TASKS = """
        SELECT * FROM t_task WHERE subject LIKE '%1$d-%%'
          OR subject IN (SELECT webhook_id FROM t_callback WHERE order_id = %1$d)
        """;

    private WorkRows() {}

    static List<Callback> callbacks(ReadOnlyDatabase database, long orderId) {
        return Row.of(database, CALLBACKS.formatted(orderId)).stream()
                .map(row -> new Callback(
                        row.text("webhook_id"),
                        row.text("subject"),
                        row.text("type"),
                        row.text("status"),
                        row.instant("received_at")))
                .toList();
    }

    static List<Task> tasks(ReadOnlyDatabase database, long orderId) {
        return Row.of(database, TASKS.formatted(orderId)).stream()
                .map(row -> new Task(
                        row.text("kind"),
                        row.text("subject"),
                        row.instant("due_at"),
                        row.count("attempt"),
                        row.find("last_failure")))
                .toList();
    }
}
