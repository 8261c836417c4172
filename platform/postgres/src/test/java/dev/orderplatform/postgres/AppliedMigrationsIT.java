package dev.orderplatform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.servers.TemporaryPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppliedMigrationsIT {
    private static final String APPLIED = "classpath:db/applied";
    private static final String MORE = "classpath:db/more";

    @Test
    void flywayIsNeededUnlessItsHistoryIsExactlyWhatIsOnTheClassPath() throws SQLException {
        try (var postgres = TemporaryPostgres.startEmpty();
                var connection = connect(postgres)) {
            // As in the control database: the schema is not empty, so that Flyway records a baseline.
            execute(connection, "CREATE TABLE t_other (id int)");
            assertThat(AppliedMigrations.complete(connection, APPLIED)).isFalse();

            Database.migrate(properties(postgres), APPLIED, Map.of());
            assertThat(AppliedMigrations.complete(connection, APPLIED)).isTrue();
            assertThat(AppliedMigrations.complete(connection, MORE)).isFalse();

            Database.migrate(properties(postgres), MORE, Map.of());
            assertThat(AppliedMigrations.complete(connection, MORE)).isTrue();
            assertThat(AppliedMigrations.complete(connection, APPLIED)).isFalse();

            execute(connection, "UPDATE flyway_schema_history SET success = false WHERE version = '2'");
            assertThat(AppliedMigrations.complete(connection, MORE)).isFalse();
            execute(connection, "UPDATE flyway_schema_history SET success = true, checksum = 1 WHERE version = '2'");
            assertThat(AppliedMigrations.complete(connection, MORE)).isFalse();
        }
    }

    private static Connection connect(TemporaryPostgres postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.url("postgres"), TemporaryPostgres.SUPERUSER, TemporaryPostgres.SUPERUSER);
    }

    private static DatabaseProperties properties(TemporaryPostgres postgres) {
        return new DatabaseProperties(
                postgres.url("postgres"),
                TemporaryPostgres.SUPERUSER,
                TemporaryPostgres.SUPERUSER,
                TemporaryPostgres.SUPERUSER,
                TemporaryPostgres.SUPERUSER,
                1,
                Duration.ofSeconds(3),
                Duration.ofSeconds(8),
                Duration.ofSeconds(30));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
