package dev.orderplatform.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a database: waits until it responds, migrates its schema, and returns a bounded connection pool of the app
 * role.
 */
public final class Database {
    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final long RETRY_INTERVAL_MS = 500;

    private Database() {}

    /**
     * Opens a database, blocking.
     *
     * @param name pool name, in logs and metrics
     * @param migrations Flyway location, such as {@code classpath:db/orders}; the placeholder {@code ${app}} is the app
     *     role
     * @throws DatabaseUnavailable if it does not respond within the start timeout, or refuses the password
     */
    public static HikariDataSource open(String name, DatabaseProperties properties, String migrations) {
        migrate(properties, migrations, Map.of());
        return pool(name, properties);
    }

    /**
     * Waits for a database and migrates its schema, blocking. Safe to run in several processes at once.
     *
     * @param placeholders additional placeholders of the migrations
     * @throws DatabaseUnavailable if it does not respond within the start timeout, or refuses the password
     */
    public static void migrate(DatabaseProperties properties, String migrations, Map<String, String> placeholders) {
        if (migrated(properties, migrations)) {
            return;
        }
        Map<String, String> all = new HashMap<>(placeholders);
        all.put("app", properties.appUsername());
        Flyway.configure()
                .dataSource(properties.url(), properties.ownerUsername(), properties.ownerPassword())
                .locations(migrations)
                .placeholders(all)
                // orderctl keeps tables of its own in the control database.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    // Waits until the server responds.
    private static boolean migrated(DatabaseProperties properties, String migrations) {
        Instant deadline = Instant.now().plus(properties.startTimeout());
        boolean logged = false;
        while (true) {
            try (Connection owner = DriverManager.getConnection(properties.url(), ownerLogin(properties))) {
                return AppliedMigrations.complete(owner, migrations);
            } catch (SQLException e) {
                if (isAuthenticationFailure(e) || Instant.now().isAfter(deadline)) {
                    throw new DatabaseUnavailable(properties.url(), properties.ownerUsername(), e);
                }
                if (!logged) {
                    log.info("waiting for {}: {}", properties.url(), e.getMessage());
                    logged = true;
                }
                pause();
            }
        }
    }

    private static Properties ownerLogin(DatabaseProperties properties) {
        Properties owner = timeouts(properties);
        owner.setProperty("user", properties.ownerUsername());
        owner.setProperty("password", properties.ownerPassword());
        return owner;
    }

    // In seconds. The statement timeout on the server expires before the socket timeout.
    private static Properties timeouts(DatabaseProperties properties) {
        Properties timeouts = new Properties();
        timeouts.setProperty(
                "connectTimeout",
                Long.toString(Math.max(1, properties.connectTimeout().toSeconds())));
        timeouts.setProperty(
                "socketTimeout", Long.toString(properties.statementTimeout().toSeconds() + 2));
        return timeouts;
    }

    // Class 28, invalid authorization: wrong role or password. Retrying does not help.
    private static boolean isAuthenticationFailure(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("28");
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_INTERVAL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
    }

    /** A pool of the app role for a database that is already migrated. Opens no connection yet. */
    public static HikariDataSource pool(String name, DatabaseProperties properties) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(properties.url());
        config.setUsername(properties.appUsername());
        config.setPassword(properties.appPassword());
        config.setMaximumPoolSize(properties.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(properties.connectTimeout().toMillis());
        config.setInitializationFailTimeout(-1);
        config.setDataSourceProperties(timeouts(properties));
        config.addDataSourceProperty("ApplicationName", name);
        config.addDataSourceProperty("tcpKeepAlive", true);
        config.addDataSourceProperty("prepareThreshold", 3);
        config.addDataSourceProperty(
                "options",
                "-c statement_timeout=" + properties.statementTimeout().toMillis()
                        + " -c idle_in_transaction_session_timeout=30000");
        return new HikariDataSource(config);
    }
}
