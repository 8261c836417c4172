package dev.orderplatform.world;

import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.kafka.Topic;
import dev.orderplatform.runtime.postgres.PostgresDatabase;
import dev.orderplatform.runtime.postgres.PostgresRole;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.servers.TemporaryKafka;
import dev.orderplatform.servers.TemporaryPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One PostgreSQL server with all databases of a region and the global ones, and one broker: for all tests of a JVM, as each
 * begins with an empty {@link World}.
 */
public final class Servers {
    private static final Map<String, Servers> STARTED = new HashMap<>();

    private static final List<String> DATABASES =
            List.of("order_ds_0", "order_ds_1", "order_ds_2", "order_ds_3", "inventory", "notification", "control");

    private final TemporaryPostgres postgres;
    private final TemporaryKafka kafka;
    private final Map<String, Connection> connections = new HashMap<>();
    private final List<Repair> repairs = new ArrayList<>();

    private Servers(TemporaryPostgres postgres, TemporaryKafka kafka) {
        this.postgres = postgres;
        this.kafka = kafka;
    }

    /** Those of the only region, or of the first. */
    public static Servers start() throws SQLException {
        return start("east");
    }

    public static synchronized Servers start(String region) throws SQLException {
        var started = STARTED.get(region);
        if (started == null) {
            started = startNew();
            STARTED.put(region, started);
        }
        return started;
    }

    private static Servers startNew() throws SQLException {
        var auditor = new PostgresRole("auditor", "auditor", List.of("pg_read_all_data"));
        var owners = Stream.of("order", "inventory", "notification", "control")
                .flatMap(module -> Stream.of(module + "_owner", module + "_app"))
                .map(name -> new PostgresRole(name, name));
        var databases = DATABASES.stream()
                .map(name -> new PostgresDatabase(name, module(name) + "_owner", List.of("auditor")))
                .toList();
        var servers = new Servers(
                TemporaryPostgres.start(
                        Stream.concat(owners, Stream.of(auditor)).toList(), databases),
                TemporaryKafka.start(Topology.TOPICS.stream()
                        .map(name -> new Topic(name, World.PARTITIONS))
                        .toList()));
        servers.migrate();
        return servers;
    }

    public PlatformData data() {
        var server = "127.0.0.1:" + postgres.port();
        var auditor = new Login("auditor", "auditor");
        return new PlatformData(
                server,
                List.of(new RegionData("east", server, kafka.bootstrapServers(), auditor)),
                auditor,
                new Login("control_owner", "control_owner"));
    }

    public TemporaryKafka kafka() {
        return kafka;
    }

    /** Freezes the databases: their connections stay, and nothing answers. */
    public void pausePostgres() {
        postgres.pause();
    }

    public void resumePostgres() {
        postgres.resume();
    }

    // As the superuser: tests break what no role of the platform may.
    private Statement statement(String database) throws SQLException {
        var open = connections.get(database);
        if (open == null) {
            open = DriverManager.getConnection(
                    postgres.url(database), TemporaryPostgres.SUPERUSER, TemporaryPostgres.SUPERUSER);
            connections.put(database, open);
        }
        return open.createStatement();
    }

    private void migrate() throws SQLException {
        for (var database : DATABASES) {
            execute(database, migrations(module(database)));
        }
    }

    /** The first column of the query's only row. */
    String text(String database, String query) throws SQLException {
        try (var statement = statement(database);
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    void execute(String database, String sql) throws SQLException {
        try (var statement = statement(database)) {
            statement.execute(sql);
        }
    }

    /** Lets a test write what the schema forbids; the next world has the constraint again. */
    void dropConstraint(String database, String table, String constraint) throws SQLException {
        try (var statement = statement(database);
                var definition = statement.executeQuery(
                        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '" + constraint + "'")) {
            definition.next();
            var repair = "ALTER TABLE %s ADD CONSTRAINT %s %s".formatted(table, constraint, definition.getString(1));
            statement.execute("ALTER TABLE " + table + " DROP CONSTRAINT " + constraint);
            repairs.add(() -> execute(database, repair));
        }
    }

    void emptyDatabases() throws SQLException {
        for (var database : DATABASES) {
            execute(database, """
                DO $$ DECLARE t text; BEGIN
                  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1 LOOP
                    EXECUTE 'DELETE FROM ' || t;
                  END LOOP;
                END $$
                """);
        }
        for (var repair : repairs) {
            repair.run();
        }
        repairs.clear();
    }

    private interface Repair {
        void run() throws SQLException;
    }

    private static String module(String database) {
        return database.startsWith("order_ds_") ? "order" : database;
    }

    private static String migrations(String module) {
        var folder = Project.locate()
                .root()
                .resolve(
                        switch (module) {
                            case "order" -> "order-service/src/main/resources/db/orders";
                            case "control" -> "order-service/src/main/resources/db/control";
                            default -> module + "-service/src/main/resources/db/" + module;
                        });
        try (var files = Files.list(folder)) {
            var sql = new StringBuilder();
            for (var file : files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                sql.append(Files.readString(file));
            }
            return sql.toString().replace("${app}", module + "_app").replace("${regions}", "east");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
