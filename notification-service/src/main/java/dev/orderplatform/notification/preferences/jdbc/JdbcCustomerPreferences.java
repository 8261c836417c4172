package dev.orderplatform.notification.preferences.jdbc;

import dev.orderplatform.notification.preferences.CustomerPreferences;
import dev.orderplatform.notification.preferences.Preferences;
import dev.orderplatform.notification.preferences.PreferencesChange;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

@Component
final class JdbcCustomerPreferences implements CustomerPreferences {
    private static final String SELECT = """
        SELECT coalesce(p.email, false) AS email, e.url
        FROM (VALUES (?::bigint)) AS wanted (user_id)
        LEFT JOIN t_preference p USING (user_id) LEFT JOIN t_webhook_endpoint e USING (user_id)
        """;
    private static final String SAVE_EMAIL = """
        INSERT INTO t_preference (user_id, email) VALUES (?, ?)
        ON CONFLICT (user_id) DO UPDATE SET email = excluded.email
        """;

    private final DataSource database;
    private final EndpointTable endpoints;

    JdbcCustomerPreferences(DataSource database, EndpointTable endpoints) {
        this.database = database;
        this.endpoints = endpoints;
    }

    @Override
    public Preferences of(long userId) {
        return Transaction.run(database, transaction -> {
            try (PreparedStatement select = transaction.prepare(SELECT)) {
                select.setLong(1, userId);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return new Preferences(row.getBoolean("email"), Optional.ofNullable(row.getString("url")));
                }
            }
        });
    }

    @Override
    public Preferences replace(long userId, PreferencesChange change) {
        return Transaction.run(database, transaction -> {
            saveEmail(transaction, userId, change.email());
            if (change.webhook().isPresent()) {
                endpoints.save(transaction, userId, change.webhook().get());
            } else {
                endpoints.remove(transaction, userId);
            }
            return new Preferences(
                    change.email(),
                    change.webhook().map(webhook -> webhook.url().toString()));
        });
    }

    private static void saveEmail(Transaction transaction, long userId, boolean email) throws SQLException {
        try (PreparedStatement save = transaction.prepare(SAVE_EMAIL)) {
            save.setLong(1, userId);
            save.setBoolean(2, email);
            save.executeUpdate();
        }
    }
}
