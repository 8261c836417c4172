package dev.orderplatform.payment.jdbc;

import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.tasks.Task;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;

/** How long ago a task was added, by the database's clock. */
public final class TaskAge {
    private TaskAge() {}

    public static Duration of(Transaction transaction, Task task) throws SQLException {
        try (PreparedStatement select =
                transaction.prepare("SELECT extract(epoch FROM now() - CAST(? AS timestamptz)) * 1000")) {
            select.setObject(1, task.since().atOffset(ZoneOffset.UTC));
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return Duration.ofMillis(rows.getLong(1));
            }
        }
    }
}
