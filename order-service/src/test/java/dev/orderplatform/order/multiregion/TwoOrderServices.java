package dev.orderplatform.order.multiregion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.OrderServiceApplication;
import dev.orderplatform.order.domain.Durability;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.runtime.kafka.Topic;
import dev.orderplatform.runtime.postgres.PostgresDatabase;
import dev.orderplatform.runtime.postgres.PostgresRole;
import dev.orderplatform.servers.Barrier;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.servers.SteppedRequest;
import dev.orderplatform.servers.TemporaryKafka;
import dev.orderplatform.servers.TemporaryPostgres;
import dev.orderplatform.servers.TemporarySeata;
import dev.orderplatform.servers.TemporaryServer;
import dev.orderplatform.servers.TemporaryService;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.seata.core.model.GlobalStatus;
import org.awaitility.Awaitility;

/** The order-services of two regions with their own servers, and a transaction timeout of 5 s. */
final class TwoOrderServices {
    static final String BODY = body(Durability.MULTI_REGION);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<PostgresRole> ROLES =
            List.of(new PostgresRole("order_owner", "owner"), new PostgresRole("order_app", "app"));

    private static final List<Topic> TOPICS =
            EventStreams.topics().stream().map(name -> new Topic(name, 8)).toList();

    final TemporaryPostgres global = SharedServers.postgres();
    final TemporarySeata seata = TemporarySeata.start(global, "seata_orders");
    // One broker for both regions, as no test reads events of one only. Not the shared broker, where both would join
    // the consumer groups of other tests' services.
    private final TemporaryKafka kafka = TemporaryKafka.start(TOPICS);
    final Region east = new Region("east");
    final Region west = new Region("west");
    private final List<String> jvm;
    private final Class<?> application;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private long lastUser;

    /** Started at first use; its servers stop with the JVM. */
    static TwoOrderServices shared() {
        return Shared.PLATFORM;
    }

    private static final class Shared {
        static final TwoOrderServices PLATFORM =
                new TwoOrderServices(TemporaryService.QUICK_START, OrderServiceApplication.class);
    }

    TwoOrderServices(List<String> jvm, Class<?> application) {
        this.jvm = jvm;
        this.application = application;
        global.ensure(ROLES, List.of(new PostgresDatabase("mr_control", "order_owner", List.of("order_app"))));
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> east.start(west)),
                        CompletableFuture.runAsync(() -> west.start(east)))
                .join();
    }

    /**
     * Starts what the previous test left down, and returns when a MULTI_REGION order succeeds: started services are
     * cold, and a service that lost a server needs a moment to reconnect.
     */
    void awaitHealth() {
        Stream.of(global, east.postgres, west.postgres, seata).forEach(TemporaryServer::start);
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(east.service()::start),
                        CompletableFuture.runAsync(west.service()::start))
                .join();
        long user = newUser();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(place(user, "healthy"))
                        .satisfies(answer ->
                                assertThat(answer.status()).as(answer.body()).isIn(200, 201)));
    }

    /** A user of east, different at each call. */
    long newUser() {
        lastUser = LongStream.iterate(lastUser + 1, user -> user + 1)
                .filter(user -> Slot.ofUser(user).number() % 2 == 0)
                .findFirst()
                .orElseThrow();
        return lastUser;
    }

    /** An HTTP response; status 0 if there was none. */
    record Answer(int status, Optional<String> retryAfter, String body, Duration took) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static String body(Durability durability) {
        return "{\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":2},{\"sku\":\"SKU-00002\",\"quantity\":1},"
                + "{\"sku\":\"SKU-00003\",\"quantity\":3}],\"durability\":\"" + durability + "\"}";
    }

    Answer place(long user, String key) {
        return place(user, key, BODY);
    }

    SteppedRequest<Answer> placing(long user, Durability durability) {
        return new SteppedRequest<>(() -> place(user, "key", body(durability)), answer -> answer.status() == 503);
    }

    /** Starts to place the user's order and returns when it waits at the barrier. */
    CompletableFuture<Answer> placeUpTo(Barrier barrier, long user) {
        SteppedRequest<Answer> walk = placing(user, Durability.MULTI_REGION);
        walk.stopAt(barrier);
        return walk.answer();
    }

    Answer place(long user, String key, String body) {
        return send(
                east,
                request(user, "/api/v1/orders")
                        .header("Idempotency-Key", key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer cancel(long user, long orderId) {
        return send(
                east, request(user, "/api/v1/orders/" + orderId + "/cancel").POST(HttpRequest.BodyPublishers.noBody()));
    }

    Answer get(long user, String path) {
        return send(east, request(user, path).GET());
    }

    private static HttpRequest.Builder request(long user, String path) {
        return HttpRequest.newBuilder(URI.create("http://region" + path))
                .timeout(Duration.ofSeconds(15))
                .header("Authorization", "Bearer " + Tokens.user(user, "orders"));
    }

    private Answer send(Region region, HttpRequest.Builder request) {
        long began = System.nanoTime();
        HttpRequest complete = request.build();
        URI there = URI.create(region.url() + complete.uri().getRawPath());
        try {
            HttpResponse<String> answer = http.send(request.uri(there).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Retry-After"),
                    answer.body(),
                    Duration.ofNanos(System.nanoTime() - began));
        } catch (IOException e) {
            return new Answer(0, Optional.empty(), "", Duration.ofNanos(System.nanoTime() - began));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Makes the coordinator report this final status of a transaction for ever. */
    void recordFailed(String xid, GlobalStatus status) {
        try (Connection connection = DriverManager.getConnection(
                        global.url("seata_orders"), TemporaryPostgres.SUPERUSER, TemporaryPostgres.SUPERUSER);
                var insert = connection.prepareStatement(
                        "INSERT INTO global_table (xid, transaction_id, status, timeout, begin_time) VALUES (?, 1, ?,"
                                + " 5000, 0)")) {
            insert.setString(1, xid);
            insert.setInt(2, status.getCode());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A region: its PostgreSQL server and its order-service. */
    final class Region {
        final String name;
        final TemporaryPostgres postgres;
        private final int port = TemporaryService.reservePort();
        private Optional<TemporaryService> service = Optional.empty();

        Region(String name) {
            this.name = name;
            this.postgres = TemporaryPostgres.start(
                    ROLES,
                    Stream.of(0, 1, 2, 3)
                            .map(n -> new PostgresDatabase("order_ds_" + n, "order_owner", List.of("order_app")))
                            .toList());
        }

        private void start(Region peer) {
            Map<String, String> properties = new HashMap<>();
            properties.put("platform.region", name);
            properties.put("platform.database.url", postgres.url("order_ds_{n}"));
            properties.put("platform.database.owner-password", "owner");
            properties.put("platform.database.app-password", "app");
            properties.put("platform.control.url", global.url("mr_control"));
            properties.put("platform.control.owner-username", "order_owner");
            properties.put("platform.control.owner-password", "owner");
            properties.put("platform.control.app-username", "order_app");
            properties.put("platform.control.app-password", "app");
            properties.put("platform.control.regions", "east,west");
            properties.put("platform.catalogue.url", "http://127.0.0.1:1");
            properties.put("platform.security.user-key", Tokens.USER_KEY);
            properties.put("platform.security.service-key", Tokens.SERVICE_KEY);
            properties.put("platform.outbox.flush-time", "0s");
            properties.put("platform.outbox.relay-grace", "300ms");
            properties.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
            properties.put("platform.global.enabled", "true");
            properties.put("platform.global.coordinator", seata.address());
            properties.put("platform.global.timeout", "5s");
            properties.put("platform.multi-region.peer", "http://127.0.0.1:" + peer.port);
            migrateAndSeed();
            service = Optional.of(
                    TemporaryService.start("order-service-" + name, port, jvm, application.getName(), properties));
        }

        private void migrateAndSeed() {
            org.flywaydb.core.Flyway.configure()
                    .dataSource(postgres.url("order_ds_0"), "order_owner", "owner")
                    .locations("classpath:db/orders")
                    .placeholders(Map.of("app", "order_app"))
                    .load()
                    .migrate();
            execute(
                    0,
                    "INSERT INTO t_catalogue VALUES ('SKU-00001', 'Tea', 1999, 'CNY'), ('SKU-00002', 'Cup', 500,"
                            + " 'CNY'), ('SKU-00003', 'Pot', 700, 'CNY') ON CONFLICT DO NOTHING");
        }

        TemporaryService service() {
            return service.orElseThrow();
        }

        String url() {
            return "http://127.0.0.1:" + port;
        }

        Connection connect(int database) throws SQLException {
            return DriverManager.getConnection(
                    postgres.url("order_ds_" + database), TemporaryPostgres.SUPERUSER, TemporaryPostgres.SUPERUSER);
        }

        void execute(int database, String sql) {
            try (Connection connection = connect(database);
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The first column of each row, over the database of this user, {@code {n}} being the table of the user. */
        List<String> column(long user, String sql) {
            ShardMap.Table table = Shards.tableOfUser(user);
            try (Connection connection = connect(table.database());
                    var statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql.replace("{n}", Integer.toString(table.index())))) {
                List<String> values = new ArrayList<>();
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
                return values;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Status of each of the user's orders. */
        List<String> orders(long user) {
            return column(user, "SELECT status FROM t_order_{n} WHERE user_id = " + user);
        }

        /** Key, hash and lines of the user's orders, as text that can be compared between regions. */
        List<String> content(long user) {
            return column(
                    user,
                    "SELECT concat_ws('|', o.order_id, o.idempotency_key, o.body_hash, o.region, o.epoch, o.xid,"
                            + " o.total_minor, o.created_at, (SELECT string_agg(concat_ws(',', line_no, sku, quantity,"
                            + " price_minor), ';' ORDER BY line_no) FROM t_order_item_{n} i"
                            + " WHERE i.order_id = o.order_id)) FROM t_order_{n} o WHERE o.user_id = " + user);
        }

        /** An order as left by a branch that is neither committed nor undone, one minute old. */
        void writeUndecided(long user, String key, String xid) {
            ShardMap.Table table = Shards.tableOfUser(user);
            long id = OrderId.compose(System.currentTimeMillis() - 60_000, Slot.ofUser(user), 31, 0);
            execute(table.database(), """
                INSERT INTO t_order_%1$d (order_id, user_id, idempotency_key, status, version, region, epoch, durability, xid,
                  total_minor, currency, history, created_at)
                VALUES (%2$d, %3$d, '%4$s', 'UNDECIDED', 1, 'east', 1, 'MULTI_REGION', '%5$s', 1999, 'CNY', '[]', now());
                INSERT INTO t_order_item_%1$d VALUES (%2$d, 1, %3$d, 'SKU-00001', 1, 1999);
                INSERT INTO undo_log (branch_id, xid, context, rollback_info, log_status, log_created, log_modified)
                VALUES (1, '%5$s', '', '', 0, now(), now());
                """.formatted(table.index(), id, user, key, xid));
        }

        long undoLog(long user) {
            return column(user, "SELECT id FROM undo_log WHERE log_status = 0").size();
        }

        /**
         * Blocks the global transaction that inserts an order (not a replica) into this table of the user, until the
         * barrier is closed.
         */
        Barrier barrier(String table, long user) {
            String name = table.startsWith("t_")
                    ? table + "_" + Shards.tableOfUser(user).index()
                    : table;
            return barrier(name, "INSERT INTO " + name + " (%VALUES%", user);
        }

        /** Blocks the storing of events of the user's orders. */
        Barrier outbox(long user) {
            String name = "t_outbox_" + Shards.tableOfUser(user).index();
            return barrier(name, "%INSERT INTO " + name + " (%", user);
        }

        /** Blocks the second phase, commit or rollback, when it deletes its undo log in the user's database. */
        Barrier secondPhase(long user) {
            return barrier("undo_log", "DELETE FROM undo_log%branch_id%", user);
        }

        private Barrier barrier(String table, String statement, long user) {
            String database = "order_ds_" + Shards.tableOfUser(user).database();
            return postgres.barrier(database, table, statement);
        }
    }
}
