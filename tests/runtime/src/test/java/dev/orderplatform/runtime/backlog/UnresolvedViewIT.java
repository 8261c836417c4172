package dev.orderplatform.runtime.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.servers.TemporaryPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnresolvedViewIT {

    private static final String DATABASE = "postgres";

    private static TemporaryPostgres server;

    private ReadOnlyDatabase database;

    @BeforeAll
    static void start() {
        server = TemporaryPostgres.startEmpty();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() throws SQLException {
        execute("DROP VIEW IF EXISTS v_unresolved");
        database = ReadOnlyDatabase.open(
                "127.0.0.1:" + server.port(),
                DATABASE,
                new Login(TemporaryPostgres.SUPERUSER, TemporaryPostgres.SUPERUSER));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void countsWhatWaitsForMoreThanAMinuteAndListsTheOldest() throws SQLException {
        execute("""
            CREATE VIEW v_unresolved AS
            SELECT n::bigint AS order_id, 'payment ' || n AS subject, 'no answer' AS reason,
              now() - make_interval(mins => n, secs => 1) AS since
            FROM generate_series(0, 60) AS n
            """);
        var found = UnresolvedView.in(database).orElseThrow();
        assertThat(found.count()).isEqualTo(60);
        assertThat(found.oldest()).hasSize(Unresolved.MAX_ITEMS);
        assertThat(found.oldest().getFirst())
                .extracting(Unresolved.Item::orderId, Unresolved.Item::subject, Unresolved.Item::reason)
                .containsExactly(60L, "payment 60", "no answer");
    }

    @Test
    void nothingWaitsInAnEmptyView() throws SQLException {
        execute("CREATE VIEW v_unresolved AS SELECT 1::bigint AS order_id, '' AS subject, '' AS reason, now() AS"
                + " since");
        assertThat(UnresolvedView.in(database)).map(Unresolved::count).contains(0L);
    }

    @Test
    void aDatabaseWithoutTheViewIsUnknown() {
        assertThat(UnresolvedView.in(database)).isEmpty();
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        server.url(DATABASE), TemporaryPostgres.SUPERUSER, TemporaryPostgres.SUPERUSER);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
