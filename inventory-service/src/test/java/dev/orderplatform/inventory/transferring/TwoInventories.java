package dev.orderplatform.inventory.transferring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.inventory.InventoryServiceApplication;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.runtime.kafka.Topic;
import dev.orderplatform.runtime.postgres.PostgresDatabase;
import dev.orderplatform.runtime.postgres.PostgresRole;
import dev.orderplatform.servers.Barrier;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.servers.TemporaryKafka;
import dev.orderplatform.servers.TemporaryPostgres;
import dev.orderplatform.servers.TemporarySeata;
import dev.orderplatform.servers.TemporaryService;
import dev.orderplatform.servers.Walk;
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
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;

/** The inventories of two regions with servers of their own, and a coordinator whose time-out is 5 s. */
final class TwoInventories implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<PostgresRole> ROLES =
            List.of(new PostgresRole("inventory_owner", "owner"), new PostgresRole("inventory_app", "app"));
    private static final List<Topic> TOPICS = Stream.of(
                    "order-events", "inventory-events", "order-events.dlt", "inventory-events.dlt")
            .map(name -> new Topic(name, 8))
            .toList();

    final TemporarySeata seata = TemporarySeata.start(SharedServers.postgres(), "seata_inventory");
    final Region east = new Region("east", SharedServers.kafka());
    final Region west = new Region("west", TemporaryKafka.start(TOPICS));
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private int lastSku;

    TwoInventories() {
        SharedServers.kafka().ensure(TOPICS);
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> east.start(west)),
                        CompletableFuture.runAsync(() -> west.start(east)))
                .join();
    }

    /** Returns when units move: a service that lost a server in the previous test needs a moment to reconnect. */
    void awaitHealth() {
        String sku = stock(1, 0);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(transfer(east, "healthy-" + sku, sku, 1, "east", "west"))
                        .satisfies(answer ->
                                assertThat(answer.status()).as(answer.body()).isIn(200, 201)));
    }

    /** A SKU of its own, with so many units in each region. */
    String stock(long inEast, long inWest) {
        String sku = "SKU-" + ++lastSku;
        east.stock(sku, inEast);
        west.stock(sku, inWest);
        return sku;
    }

    /** An answer over HTTP; status 0 when there was none. */
    record Answer(int status, Optional<String> retryAfter, String body, Duration took) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    Answer transfer(Region asked, String key, String sku, int units, String from, String to) {
        return send(asked, "operator", Optional.of(key), body(sku, units, from, to));
    }

    /** Moves units from east to west. */
    Answer transferAccepting(String mediaTypes, String key, String sku, int units) {
        return send(east, "operator", Optional.of(key), mediaTypes, body(sku, units, "east", "west"));
    }

    private static String body(String sku, int units, String from, String to) {
        return "{\"sku\":\"%s\",\"quantity\":%d,\"from\":\"%s\",\"to\":\"%s\"}".formatted(sku, units, from, to);
    }

    /**
     * Starts to move units from east to west until the transfer waits at the barrier. It is sent again when it is refused: on
     * a busy machine its time-outs may come before the barrier, and its units are back only after a while.
     */
    CompletableFuture<Answer> transferUpTo(Barrier barrier, String key, String sku, int units) {
        var transfer =
                new Walk<>(() -> transfer(east, key, sku, units, "east", "west"), answer -> answer.status() >= 400);
        transfer.stopAt(barrier);
        return transfer.answer();
    }

    Answer send(Region asked, String scope, Optional<String> key, String body) {
        return send(asked, scope, key, "*/*", body);
    }

    private Answer send(Region asked, String scope, Optional<String> key, String accept, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(asked.url() + "/api/v1/stock/transfers"))
                .timeout(Duration.ofSeconds(15))
                .header("Authorization", "Bearer " + Tokens.user(7, scope))
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        key.ifPresent(value -> request.header("Idempotency-Key", value));
        long began = System.nanoTime();
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
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

    /** Units that have left one region and not arrived in the other. */
    long inTransit(String sku) {
        return east.number(sku, "transferred_out")
                + west.number(sku, "transferred_out")
                - east.number(sku, "transferred_in")
                - west.number(sku, "transferred_in");
    }

    /** Units of both regions that can be ordered. */
    long available(String sku) {
        return east.number(sku, "available") + west.number(sku, "available");
    }

    @Override
    public void close() {
        east.close();
        west.close();
        west.kafka.close();
        seata.close();
    }

    /** A region: its PostgreSQL server, its broker and its inventory-service. */
    final class Region {
        final String name;
        final TemporaryPostgres postgres;
        final TemporaryKafka kafka;
        private final int port = TemporaryService.reservePort();
        private Optional<TemporaryService> service = Optional.empty();

        Region(String name, TemporaryKafka kafka) {
            this.name = name;
            this.kafka = kafka;
            this.postgres = TemporaryPostgres.start(
                    ROLES, List.of(new PostgresDatabase("inventory", "inventory_owner", List.of("inventory_app"))));
        }

        private void start(Region peer) {
            Map<String, String> properties = new HashMap<>();
            properties.put("platform.region", name);
            properties.put("platform.database.url", postgres.url("inventory"));
            properties.put("platform.database.owner-password", "owner");
            properties.put("platform.database.app-password", "app");
            properties.put("platform.security.user-key", Tokens.USER_KEY);
            properties.put("platform.security.service-key", Tokens.SERVICE_KEY);
            properties.put("platform.outbox.flush-time", "0s");
            properties.put("platform.outbox.relay-grace", "300ms");
            properties.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
            properties.put("platform.global.enabled", "true");
            properties.put("platform.global.coordinator", seata.address());
            properties.put("platform.global.timeout", "5s");
            properties.put("platform.peers.inventory." + peer.name, peer.url());
            service = Optional.of(TemporaryService.start(
                    "inventory-service-" + name, port, InventoryServiceApplication.class.getName(), properties));
        }

        TemporaryService service() {
            return service.orElseThrow();
        }

        String url() {
            return "http://127.0.0.1:" + port;
        }

        DataSource database() {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(postgres.url("inventory"));
            database.setUser(TemporaryPostgres.SUPERUSER);
            database.setPassword(TemporaryPostgres.SUPERUSER);
            return database;
        }

        Connection connect() {
            try {
                return DriverManager.getConnection(
                        postgres.url("inventory"), TemporaryPostgres.SUPERUSER, TemporaryPostgres.SUPERUSER);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void stock(String sku, long units) {
            execute("INSERT INTO t_stock (sku, initial, available) VALUES ('%s', %d, %d)".formatted(sku, units, units));
        }

        void execute(String sql) {
            try (Connection connection = connect();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        List<String> query(String sql) {
            try (Connection connection = connect();
                    var statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                List<String> values = new ArrayList<>();
                while (rows.next()) {
                    values.add(String.valueOf(rows.getString(1)));
                }
                return values;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        long number(String sku, String column) {
            return Long.parseLong(query("SELECT " + column + " FROM t_stock WHERE sku = '" + sku + "'")
                    .getFirst());
        }

        /** Branches that are neither confirmed nor cancelled. */
        List<String> tried() {
            return query("SELECT xid FROM tcc_fence_log WHERE status = 1");
        }

        /** Global transactions of which a branch is confirmed here. */
        List<String> confirmed() {
            return query("SELECT xid FROM tcc_fence_log WHERE status = 2");
        }

        List<String> statusOf(long orderId) {
            return query("SELECT status FROM t_reservation WHERE order_id = " + orderId);
        }

        void send(List<? extends Event> events) {
            send(events, Optional.empty());
        }

        void send(List<? extends Event> events, Optional<String> traceparent) {
            try (var producer = new KafkaProducer<>(
                    Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                    new StringSerializer(),
                    new ByteArraySerializer())) {
                for (var sent : events.stream()
                        .map(event -> producer.send(
                                EventRecords.write(EventStreams.ORDER, EventMessage.of(event, traceparent))))
                        .toList()) {
                    sent.get();
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** The events about an order's stock, with their headers. */
        List<ReceivedEvent<StockEvent>> published(long orderId) {
            return kafka.records("inventory-events", orderId).stream()
                    .flatMap(record -> EventRecords.read(EventStreams.STOCK, record).stream())
                    .toList();
        }

        /** Stops the branch that is tried here, until it is closed. */
        Barrier trying() {
            return postgres.barrier("inventory", "tcc_fence_log", "insert into%tcc_fence_log%");
        }

        /** Stops the getting side where it confirms. */
        Barrier confirmingReceipt() {
            return postgres.barrier("inventory", "t_stock", "UPDATE t_stock%transferred_in +%");
        }

        /** Stops the giving side where it confirms or cancels. */
        Barrier endingTransfer() {
            return postgres.barrier("inventory", "t_transfer", "% t_transfer%WHERE xid%");
        }

        void close() {
            service.ifPresent(TemporaryService::close);
            postgres.close();
        }
    }
}
