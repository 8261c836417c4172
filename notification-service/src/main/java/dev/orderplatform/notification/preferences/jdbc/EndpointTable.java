package dev.orderplatform.notification.preferences.jdbc;

import dev.orderplatform.notification.endpoint.SecretBox;
import dev.orderplatform.notification.preferences.PreferencesChange.Webhook;
import dev.orderplatform.notification.preferences.SecretMissing;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.webhooks.WebhookSecret;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A customer's part of t_webhook_endpoint. The row stays when the endpoint is removed, with its lease: otherwise a
 * customer could have many webhooks sent at once by removing and adding a slow endpoint.
 */
@Component
final class EndpointTable {
    private static final String ENSURE =
            "INSERT INTO t_webhook_endpoint (user_id) VALUES (?) ON CONFLICT (user_id) DO NOTHING";
    private static final String LOCK = "SELECT secret FROM t_webhook_endpoint WHERE user_id = ? FOR NO KEY UPDATE";
    // The revision: a late answer of the old endpoint (410) does not disable the new one.
    private static final String SAVE = """
        UPDATE t_webhook_endpoint SET url = ?, secret = ?, revision = revision + 1, disabled_at = NULL WHERE user_id = ?
        """;
    private static final String REMOVE = """
        UPDATE t_webhook_endpoint SET url = NULL, secret = NULL, revision = revision + 1, disabled_at = NULL, due_at = NULL
        WHERE user_id = ? AND url IS NOT NULL
        """;
    private static final String GIVE_UP = """
        UPDATE t_webhook_delivery SET status = 'FAILED', finished_at = now() WHERE user_id = ? AND status = 'WAITING'
        """;

    private final SecretBox box;

    EndpointTable(SecretBox box) {
        this.box = box;
    }

    void save(Transaction transaction, long userId, Webhook webhook) throws SQLException {
        execute(transaction, ENSURE, userId);
        byte[] present = lock(transaction, userId);
        byte[] secret = box.seal(userId, webhook.secret().orElseGet(() -> present(userId, present)));
        try (PreparedStatement save = transaction.prepare(SAVE)) {
            save.setString(1, webhook.url().toString());
            save.setBytes(2, secret);
            save.setLong(3, userId);
            save.executeUpdate();
        }
    }

    private static byte @Nullable [] lock(Transaction transaction, long userId) throws SQLException {
        try (PreparedStatement lock = transaction.prepare(LOCK)) {
            lock.setLong(1, userId);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() ? row.getBytes("secret") : null;
            }
        }
    }

    // Sealed again, with the newest key.
    private WebhookSecret present(long userId, byte @Nullable [] sealed) {
        if (sealed == null) {
            throw new SecretMissing();
        }
        return box.open(userId, sealed);
    }

    void remove(Transaction transaction, long userId) throws SQLException {
        if (execute(transaction, REMOVE, userId) > 0) {
            execute(transaction, GIVE_UP, userId);
        }
    }

    private static int execute(Transaction transaction, String statement, long userId) throws SQLException {
        try (PreparedStatement update = transaction.prepare(statement)) {
            update.setLong(1, userId);
            return update.executeUpdate();
        }
    }
}
