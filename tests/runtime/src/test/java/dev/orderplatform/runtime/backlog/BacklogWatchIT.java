package dev.orderplatform.runtime.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.fixtures.FixtureServers;
import dev.orderplatform.fixtures.PlatformFixture;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures two regions while their servers answer and while they are frozen. */
class BacklogWatchIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private static FixtureServers eastServers;
    private static FixtureServers westServers;

    @TempDir
    private Path folder;

    private BacklogFiles files;
    private PlatformFixture east;
    private PlatformFixture west;

    @BeforeAll
    static void start() throws Exception {
        eastServers = FixtureServers.start();
        westServers = FixtureServers.start("west");
    }

    @BeforeEach
    void emptyFixtures() throws Exception {
        files = new BacklogFiles(folder);
        east = PlatformFixture.empty(eastServers);
        west = PlatformFixture.empty(westServers);
        east.commitOffsets();
        west.commitOffsets();
    }

    @AfterEach
    void leave() {
        east.close();
        west.close();
    }

    @Test
    void countsEventsThatAreNotReplicated() {
        publish(3);
        try (var _ = watch()) {
            await().atMost(TIMEOUT)
                    .until(() -> line("replication east").startsWith(behind("3 events behind, measured")));
            await().atMost(TIMEOUT).until(() -> line("replication west").contains(": 0 events behind, measured"));
        }
        var lags = files.read(List.of("east", "west")).replications();
        assertThat(lags)
                .extracting(direction -> direction.lag(Instant.now()).orElseThrow())
                .containsExactly(3L, 0L);
    }

    @Test
    void countsUnpublishedEventsWhileTheBrokerIsDown() throws Exception {
        publish(2);
        try (var _ = watch()) {
            await().atMost(TIMEOUT).until(() -> line("replication east").startsWith(behind("2 events behind")));
            try (var _ = freeze(eastServers.kafka()::pause, eastServers.kafka()::resume)) {
                for (var database = 0; database < 4; database++) {
                    unpublished(database, 0, "11 min");
                    unpublished(database, 7, "10 min");
                }
                // Too young to count. Dated in the future, so that it stays so on a slow machine.
                unpublished(1, 2, "-2 min");
                await().atMost(TIMEOUT)
                        .until(() -> line("replication east")
                                .startsWith(behind("10 events behind (8 unpublished, oldest 11 min), ")));
            }
        }
    }

    @Test
    void showsTheLastFigureWithItsAgeWhenNothingAnswers() throws Exception {
        unpublished(2, 3, "10 min");
        assertThat(line("replication east")).isEqualTo("replication east → west: not measured yet");
        try (var _ = watch()) {
            await().atMost(TIMEOUT)
                    .until(() -> line("replication east")
                            .startsWith(behind("1 event behind (1 unpublished, oldest 10 min), measured ")));
            try (var _ = freeze(eastServers.kafka()::pause, eastServers.kafka()::resume);
                    var _ = freeze(eastServers::pausePostgres, eastServers::resumePostgres)) {
                await().atMost(TIMEOUT)
                        .until(() -> line("replication east")
                                .matches(".* 1 event behind .1 unpublished, oldest 10 min., measured"
                                        + " ([5-9]|\\d\\d) s ago"));
                // The other region's servers answer.
                assertThat(line("replication west")).contains(": 0 events behind, measured ");
            }
        }
    }

    @Test
    void showsEventsThatServicesStored() throws Exception {
        stored(east, "order_ds_0", 1, "2 min");
        stored(east, "order_ds_0", 2, "3 min");
        stored(east, "order_ds_0", 3, "-2 min");
        stored(west, "inventory", 1, "5 min");
        try (var _ = watch()) {
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(lines())
                            .filteredOn(line -> line.startsWith("stored events"))
                            .containsExactly(
                                    "stored events: 2 of unknown types, or behind one, in order-service-east"
                                            + " (oldest 3 min)",
                                    "stored events: 1 of unknown types, or behind one, in"
                                            + " inventory-service-west (oldest 5 min)"));
        }
    }

    @Test
    void showsTheOutboxOfEachServiceAndTheConsumersThatLag() throws Exception {
        east.sql("payment", """
            INSERT INTO t_outbox (partition_key, event_id, type, payload, created_at, sent_at)
            VALUES ('key', 'payment-1-1-1', 'PaymentCapturedEvent', '{}',
              now() - interval '5 min', now() - interval '5 min')
            """);
        publish(3);
        try (var _ = watch()) {
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(lines())
                            .contains(
                                    "unpublished events: 1 of payment-service-east (oldest 5 min)",
                                    "consumer lag: 3 events of order-events to inventory-service in east",
                                    "consumer lag: 3 events of order-events to notification-service in east"));
        }
    }

    @Test
    void showsOrdersWhoseReplicasHaveAGap() throws Exception {
        early(0, 0, 1, 3, "5 min");
        early(0, 0, 1, 4, "4 min");
        early(3, 7, 2, 3, "2 min");
        early(1, 1, 3, 3, "-2 min");
        try (var _ = watch()) {
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(lines())
                            .filteredOn(line -> line.startsWith("gaps"))
                            .containsExactly("gaps: 2 orders of east wait in west for a missing event (oldest 5 min);"
                                    + " orderctl resync --replicas fills them"));
        }
    }

    private static Freeze freeze(Runnable pause, Freeze resume) {
        pause.run();
        return resume;
    }

    /** Freezes servers until it is closed. */
    private interface Freeze extends AutoCloseable {
        @Override
        void close();
    }

    private BacklogWatch watch() {
        return BacklogWatch.start(eastServers.with(westServers), files, INTERVAL);
    }

    private static String behind(String figure) {
        return "replication east → west: " + figure;
    }

    private String line(String start) {
        return lines().stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private List<String> lines() {
        return files.read(List.of("east", "west")).lines(Instant.now());
    }

    private void publish(int events) {
        for (var version = 1; version <= events; version++) {
            east.publish("order-events", 1, "order-1-" + version);
        }
        east.flush();
    }

    private void unpublished(int database, int table, String age) throws SQLException {
        east.sql("order_ds_" + database, """
            INSERT INTO t_outbox_%1$d (partition_key, event_id, type, payload, created_at, sent_at)
            VALUES ('key', 'order-1-1-1', 'OrderCreatedEvent', '{}',
              now() - interval '%2$s', now() - interval '%2$s')
            """.formatted(table, age));
    }

    private static void stored(PlatformFixture fixture, String database, int event, String age) throws SQLException {
        fixture.sql(
                database,
                "INSERT INTO t_unknown_event (consumer, event_id, type, topic, topic_partition, topic_offset,"
                        + " partition_key, headers, payload, stored_at) VALUES ('consumer', 'event-%d', 'NewEvent',"
                                .formatted(event)
                        + " 'order-events', 0, %d, '1', '{}', '{}', now() - interval '%s')".formatted(event, age));
    }

    private void early(int database, int table, long order, int version, String age) throws SQLException {
        west.sql(
                "order_ds_" + database,
                "INSERT INTO t_replica_event_%d VALUES (%d, %d, 'OrderPaidEvent', '{}', now() - interval '%s')"
                        .formatted(table, order, version, age));
    }
}
