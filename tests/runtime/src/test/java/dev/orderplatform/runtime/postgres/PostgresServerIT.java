package dev.orderplatform.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.runtime.databases.ControlDatabase;
import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.servers.ServerSupplier;
import dev.orderplatform.servers.TemporaryPostgres;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresServerIT {

    private static final PostgresRole OWNER = new PostgresRole("shop_owner", "o'wner");
    private static final PostgresRole APP = new PostgresRole("shop_app", "app");
    private static final PostgresRole STRANGER = new PostgresRole("stranger", "stranger");
    private static final PostgresDatabase SHOP = new PostgresDatabase("shop", "shop_owner", List.of("shop_app"));

    private static TemporaryPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = TemporaryPostgres.start(ServerSupplier.PROCESSES, List.of(OWNER, APP, STRANGER), List.of(SHOP));
    }

    @AfterAll
    static void discard() {
        postgres.close();
    }

    @Test
    void commitsSurviveAKill() throws SQLException {
        try (var connection = as(OWNER);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n");
        }
        var before = postgres.pid();
        postgres.kill();
        postgres.start();
        assertThat(postgres.pid()).isNotEqualTo(before);
        assertThat(number("SELECT count(*) FROM kept")).isEqualTo(1000);
    }

    @Test
    void acknowledgedCommitsAreDurable() throws SQLException {
        assertThat(number("SELECT count(*) FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit',"
                        + " 'full_page_writes') AND setting = 'on'"))
                .isEqualTo(3);
    }

    @Test
    void thePidIsThePostmaster() throws SQLException {
        assertThat(postgres.log()).contains("[" + postgres.pid() + "]");
        assertThat(ProcessHandle.of(postgres.pid()).orElseThrow().children()).isNotEmpty();
    }

    @Test
    void wrongPasswordsAndUngrantedRolesAreRejected() {
        assertThatThrownBy(() -> as(new PostgresRole("shop_app", "guessed"))).hasMessageContaining("password");
        assertThatThrownBy(() -> as(STRANGER)).hasMessageContaining("permission denied for database");
    }

    @Test
    void provisioningAgainSetsTheNewPassword() throws SQLException {
        var renewed = new PostgresRole("shop_app", "renewed");
        postgres.ensure(List.of(renewed), List.of(SHOP));
        try (var connection = as(renewed)) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void aDatabaseWithAnotherCollationIsRejected() throws SQLException {
        try (var connection = DriverManager.getConnection(
                        postgres.url("postgres"), TemporaryPostgres.SUPERUSER, TemporaryPostgres.SUPERUSER);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE foreign_shop TEMPLATE template0 LOCALE_PROVIDER builtin"
                    + " BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'");
        }
        var foreign = List.of(new PostgresDatabase("foreign_shop", OWNER.name(), List.of(APP.name())));
        assertThatThrownBy(() -> postgres.ensure(List.of(), foreign))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("foreign_shop has collation C.UTF-8, not C");
    }

    /** With the region map that order-service's migration creates. */
    @Test
    void theControlDatabaseProvidesTheRegions() throws Exception {
        var auditor = new PostgresRole("auditor", "auditor", List.of("pg_read_all_data"));
        var control = new PostgresDatabase("control", "shop_owner", List.of("auditor"));
        postgres.ensure(List.of(auditor), List.of(control));
        var server = "127.0.0.1:" + postgres.port();
        var login = new Login("auditor", "auditor");
        assertThat(ControlDatabase.regions(server, login)).isEmpty();
        var map = Files.readString(
                Project.locate().root().resolve("order-service/src/main/resources/db/control/V1__control.sql"));
        try (var connection = DriverManager.getConnection(postgres.url("control"), OWNER.name(), OWNER.password());
                var statement = connection.createStatement()) {
            statement.execute(map.replace("${app}", "shop_app").replace("${regions}", "east"));
            assertThat(ControlDatabase.regions(server, login)).containsExactly("east");
            statement.execute("UPDATE t_slot SET region = 'west', epoch = epoch + 1 WHERE slot = 7");
            assertThat(ControlDatabase.regions(server, login)).containsExactly("east", "west");
        }
        assertThat(ControlDatabase.regions("127.0.0.1:1", login)).isEmpty();
    }

    private static long number(String query) throws SQLException {
        try (var connection = as(OWNER);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Connection as(PostgresRole role) throws SQLException {
        return DriverManager.getConnection(postgres.url("shop"), role.name(), role.password());
    }
}
