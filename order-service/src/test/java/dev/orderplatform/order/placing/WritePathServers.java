package dev.orderplatform.order.placing;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.runtime.kafka.Topic;
import dev.orderplatform.runtime.postgres.PostgresDatabase;
import dev.orderplatform.runtime.postgres.PostgresRole;
import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.runtime.service.ServiceJvm;
import dev.orderplatform.servers.ServerSupplier;
import dev.orderplatform.servers.TemporaryKafka;
import dev.orderplatform.servers.TemporaryPostgres;
import dev.orderplatform.servers.TemporaryService;
import dev.orderplatform.tools.client.DemoOrders;
import dev.orderplatform.web.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A PostgreSQL server, a broker and two order-services, each in its own process: one stores orders, one only responds.
 * Their events have no consumers.
 */
final class WritePathServers implements AutoCloseable {
    /** Name prefix of the databases for plain inserts; those of services begin with order. */
    static final String LIMIT = "limit_ds_";

    static final String ORDERS = "order_ds_";
    private static final String APP = "order_app";
    private static final String OWNER = "order_owner";
    private static final List<String> JVM =
            List.of(System.getProperty("bench.jvm", "-Xmx320m " + ServiceJvm.DEFAULT_FLAGS)
                    .split(" "));
    private static final Duration DRAINED = Duration.ofSeconds(120);
    private static final ObjectMapper JSON = new ObjectMapper();

    final TemporaryPostgres postgres = TemporaryPostgres.start(
            ServerSupplier.PROCESSES,
            List.of(new PostgresRole(OWNER, "owner"), new PostgresRole(APP, "app")),
            Stream.concat(
                            Stream.of("control", "control_limit").map(name -> database(name)),
                            Stream.of(LIMIT, ORDERS)
                                    .flatMap(prefix -> Stream.of(0, 1, 2, 3).map(n -> database(prefix + n))))
                    .toList());
    final TemporaryKafka kafka = TemporaryKafka.start(
            EventStreams.topics().stream().map(name -> new Topic(name, 8)).toList());
    final TemporaryService service;
    final TemporaryService answering;
    final List<String> tokens;
    private final Duration longestRound;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Connection> connections = new HashMap<>();

    WritePathServers(int users, int skus, Duration longestRound) throws SQLException {
        this.longestRound = longestRound;
        // The service that stores nothing migrates the databases for plain inserts.
        answering = order(LIMIT, "control_limit", skus, Map.of(WritePathService.ANSWER_ONLY, "true"));
        service = order(ORDERS, "control", skus, Map.of());
        tokens = LongStream.rangeClosed(1, users)
                .mapToObj(user -> Tokens.rs256(claims -> claims.subject(Long.toString(user))
                        .claim("scope", "orders")
                        .expirationTime(Date.from(Instant.now().plus(Duration.ofDays(1))))))
                .toList();
    }

    private static PostgresDatabase database(String name) {
        return new PostgresDatabase(name, OWNER, List.of(APP));
    }

    private TemporaryService order(String prefix, String control, int skus, Map<String, String> more)
            throws SQLException {
        Map<String, String> properties = new HashMap<>(more);
        properties.put("platform.database.url", postgres.url(prefix + "{n}"));
        properties.put("platform.database.owner-password", "owner");
        properties.put("platform.database.app-password", "app");
        properties.put("platform.control.url", postgres.url(control));
        properties.put("platform.control.owner-username", OWNER);
        properties.put("platform.control.owner-password", "owner");
        properties.put("platform.control.app-username", APP);
        properties.put("platform.control.app-password", "app");
        properties.put("platform.catalogue.url", "http://127.0.0.1:1");
        properties.put("platform.catalogue.retry", "1h");
        properties.put("platform.security.user-key", Tokens.USER_KEY);
        properties.put("platform.security.service-key", Tokens.SERVICE_KEY);
        properties.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
        // Rows that a closed outbox leaves in its tables stay there until the end of the round.
        properties.put("platform.outbox.relay-interval", "5s");
        properties.put(
                "platform.outbox.relay-grace", longestRound.multipliedBy(2).toMillis() + "ms");
        migrateAndSeed(prefix, skus);
        return TemporaryService.start(
                "order-service-" + prefix.charAt(0),
                TemporaryService.reservePort(),
                JVM,
                WritePathService.class.getName(),
                properties);
    }

    private void migrateAndSeed(String prefix, int skus) throws SQLException {
        org.flywaydb.core.Flyway.configure()
                .dataSource(postgres.url(prefix + 0), OWNER, "owner")
                .locations("classpath:db/orders")
                .placeholders(Map.of("app", APP))
                .load()
                .migrate();
        try (var insert =
                connection(prefix + 0).prepareStatement("INSERT INTO t_catalogue VALUES (?, 'Thing', 1999, 'CNY')")) {
            for (int n = 1; n <= skus; n++) {
                insert.setString(1, DemoOrders.sku(n));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    // Persistent, because opening a connection costs the server more than most queries here.
    private Connection connection(String database) throws SQLException {
        Connection kept = connections.get(database);
        if (kept == null) {
            kept = DriverManager.getConnection(
                    postgres.url(database), TemporaryPostgres.SUPERUSER, TemporaryPostgres.SUPERUSER);
            connections.put(database, kept);
        }
        return kept;
    }

    PlainInserts plainInserts(int database, int users, int skus, int lines) throws SQLException {
        return new PlainInserts(database, postgres.url(LIMIT + database), APP, "app", users, skus, lines);
    }

    /** Makes the service load its own write path. */
    InProcessLoad.Outcome inProcess(int atOnce, Duration duration, int users, int skus, int lines, boolean publish) {
        URI uri = URI.create("%s%s?atOnce=%d&millis=%d&users=%d&skus=%d&lines=%d&publish=%d"
                .formatted(
                        service.url(),
                        WritePathService.IN_PROCESS,
                        atOnce,
                        duration.toMillis(),
                        users,
                        skus,
                        lines,
                        publish ? 1 : 0));
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(uri)
                            .header("Authorization", "Bearer " + tokens.getFirst())
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
            return JSON.readValue(answer.body(), InProcessLoad.Outcome.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for events being published, then empties the tables, so that each round starts with empty ones. */
    void empty() throws SQLException {
        for (String prefix : List.of(LIMIT, ORDERS)) {
            for (int n = 0; n < ShardMap.DATABASES; n++) {
                empty(prefix + n);
            }
        }
        execute("control", "CHECKPOINT");
    }

    private void empty(String database) throws SQLException {
        for (int table = 0; table < ShardMap.TABLES_PER_DATABASE; table++) {
            execute(database, "TRUNCATE t_order_%1$d, t_order_item_%1$d, t_outbox_%1$d, t_inbox_%1$d".formatted(table));
        }
    }

    /** Returns when each event is published and its row deleted. */
    void awaitPublished() {
        if (!Await.until(DRAINED, () -> sum(ORDERS, "SELECT count(*) FROM t_outbox_{n}") == 0)) {
            throw new IllegalStateException("the outbox is not empty after " + DRAINED);
        }
    }

    /** The sum of a number over the 32 tables. */
    long sum(String prefix, String query) {
        long sum = 0;
        try {
            for (int number = 0; number < ShardMap.TABLES; number++) {
                ShardMap.Table table = new ShardMap.Table(number);
                try (var statement = connection(prefix + table.database()).createStatement();
                        ResultSet row = statement.executeQuery(query.replace("{n}", Integer.toString(table.index())))) {
                    row.next();
                    sum += row.getLong(1);
                }
            }
            return sum;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String database, String sql) throws SQLException {
        try (var statement = connection(database).createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        service.close();
        answering.close();
        kafka.close();
        postgres.close();
    }
}
