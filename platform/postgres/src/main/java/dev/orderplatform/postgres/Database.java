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

/** Opens a database: waits until it answers, brings its schema up to date, gives a bounded pool of the app's role. */
public final class Database {
    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final long RETRY_MS = 500;

    private Database() {}

    /**
     * Opens a database, blocking.
     *
     * @param name name of the pool, in logs and metrics
     * @param migrations Flyway location, such as {@code classpath:db/orders}; {@code ${app}} in it is the app's role
     * @throws DatabaseUnavailable when it does not answer within the start time-out, or refuses the password
     */
    public static HikariDataSource open(String name, DatabaseProperties properties, String migrations) {
        migrate(properties, migrations, Map.of());
        return pool(name, properties);
    }

    /**
     * Waits for a database and brings its schema up to date, blocking. Several processes may do so at once.
     *
     * @param placeholders what the migrations know besides {@code ${app}}
     * @throws DatabaseUnavailable when it does not answer within the start time-out, or refuses the password
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
                // The stack keeps tables of its own in the control database.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    // Waits until the server answers.
    private static boolean migrated(DatabaseProperties properties, String migrations) {
        Instant deadline = Instant.now().plus(properties.startTimeout());
        boolean told = false;
        while (true) {
            try (Connection owner = DriverManager.getConnection(properties.url(), asOwner(properties))) {
                return AppliedMigrations.complete(owner, migrations);
            } catch (SQLException e) {
                if (refusesUs(e) || Instant.now().isAfter(deadline)) {
                    throw new DatabaseUnavailable(properties.url(), properties.ownerUsername(), e);
                }
                if (!told) {
                    log.info("waiting for {}: {}", properties.url(), e.getMessage());
                    told = true;
                }
                pause();
            }
        }
    }

    private static Properties asOwner(DatabaseProperties properties) {
        Properties owner = timeouts(properties);
        owner.setProperty("user", properties.ownerUsername());
        owner.setProperty("password", properties.ownerPassword());
        return owner;
    }

    // Of each connection, in seconds. The server ends a statement before the socket gives up.
    private static Properties timeouts(DatabaseProperties properties) {
        Properties timeouts = new Properties();
        timeouts.setProperty(
                "connectTimeout",
                Long.toString(Math.max(1, properties.connectTimeout().toSeconds())));
        timeouts.setProperty(
                "socketTimeout", Long.toString(properties.statementTimeout().toSeconds() + 2));
        return timeouts;
    }

    // 28xxx: wrong role or password. Waiting does not mend it.
    private static boolean refusesUs(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("28");
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
    }

    /** A pool of the app's role over a database whose schema is up to date already. Opens no connection yet. */
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
