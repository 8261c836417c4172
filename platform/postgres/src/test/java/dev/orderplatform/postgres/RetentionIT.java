package dev.orderplatform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.servers.TemporaryPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class RetentionIT {
    private static TemporaryPostgres postgres;
    private static final PGSimpleDataSource database = new PGSimpleDataSource();

    @BeforeAll
    static void start() {
        postgres = TemporaryPostgres.startEmpty();
        database.setUrl(postgres.url("postgres"));
        database.setUser(TemporaryPostgres.SUPERUSER);
        database.setPassword(TemporaryPostgres.SUPERUSER);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void createRows() throws SQLException {
        execute("DROP TABLE IF EXISTS t_row");
        execute("CREATE TABLE t_row (id int, done boolean, at timestamptz)");
        execute("INSERT INTO t_row SELECT n, true, now() - interval '31 days' FROM generate_series(1, 2500) n");
        execute("INSERT INTO t_row SELECT n, false, now() - interval '31 days' FROM generate_series(3001, 3010) n");
        execute("INSERT INTO t_row SELECT n, true, now() - interval '29 days' FROM generate_series(4001, 4010) n");
    }

    @Test
    void whatIsOlderAndMayGoIsDeletedAndNothingElse() throws SQLException {
        Retention retention = of(new Retention.Table(database, "t_row", "at", "done"));
        assertThat(retention.clean()).isEqualTo(2500);
        assertThat(retention.clean()).isZero();
        assertThat(count("NOT done")).isEqualTo(10);
        assertThat(count("id > 4000")).isEqualTo(10);
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthersWaiting() throws SQLException {
        Retention broken = of(new Retention.Table(database, "t_not_there", "at"));
        Retention good = of(new Retention.Table(database, "t_row", "at"));
        assertThatThrownBy(() -> RetentionAutoConfiguration.cleanAll(List.of(broken, good)))
                .isInstanceOf(TransactionFailed.class);
        assertThat(count("TRUE")).isEqualTo(10);
    }

    private static Retention of(Retention.Table table) {
        return new Retention(Duration.ofDays(30), List.of(table));
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(String condition) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM t_row WHERE " + condition)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
