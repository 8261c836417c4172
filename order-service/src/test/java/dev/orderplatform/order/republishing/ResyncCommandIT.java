package dev.orderplatform.order.republishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.StockReservedEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.kafka.Topic;
import dev.orderplatform.runtime.postgres.PostgresDatabase;
import dev.orderplatform.runtime.postgres.PostgresRole;
import dev.orderplatform.servers.TemporaryKafka;
import dev.orderplatform.servers.TemporaryPostgres;
import dev.orderplatform.tools.resync.OrderServices;
import dev.orderplatform.tools.resync.ResyncCommand;
import dev.orderplatform.web.Tokens;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code orderctl resync} with the order-services of two regions, east's orders and their replicas in west. */
@Order(4)
class ResyncCommandIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long USER = LongStream.iterate(1, user -> user + 1)
            .filter(user -> Slot.ofUser(user).number() % 2 == 0)
            .findFirst()
            .orElseThrow();
    private static final ShardMap.Table TABLE = Shards.tableOfUser(USER);
    private static final String NO_SERVICE = "http://127.0.0.1:1";

    private static final List<AutoCloseable> STARTED = new ArrayList<>();
    private static RunningOrderService east;
    private static RunningOrderService west;
    private static PlatformData data;

    /** The run of the command. */
    private record Run(int status, String out, String err) {
        String lastLine() {
            return out.lines().toList().getLast();
        }
    }

    @BeforeAll
    static void start() throws SQLException {
        TemporaryPostgres eastPostgres = postgres();
        TemporaryPostgres westPostgres = postgres();
        TemporaryKafka eastKafka = kafka();
        TemporaryKafka westKafka = kafka();
        String[] brokers = {
            "platform.control.regions=east,west",
            "platform.kafka.regions.east=" + eastKafka.bootstrapServers(),
            "platform.kafka.regions.west=" + westKafka.bootstrapServers(),
        };
        east = RunningOrderService.start("order_ds", eastPostgres, eastKafka, brokers);
        STARTED.addFirst(east);
        west = RunningOrderService.start(
                "order_ds",
                westPostgres,
                westKafka,
                Stream.concat(Stream.of("platform.region=west"), Stream.of(brokers))
                        .toArray(String[]::new));
        STARTED.addFirst(west);
        regionMap(eastPostgres);
        Login auditor = new Login(TemporaryPostgres.SUPERUSER, TemporaryPostgres.SUPERUSER);
        data = new PlatformData(
                "127.0.0.1:" + eastPostgres.port(),
                List.of(),
                List.of(
                        region("east", eastPostgres, eastKafka, auditor),
                        region("west", westPostgres, westKafka, auditor)),
                auditor,
                auditor);
    }

    private static RegionData region(String name, TemporaryPostgres postgres, TemporaryKafka kafka, Login auditor) {
        return new RegionData(
                name, "127.0.0.1:" + postgres.port(), kafka.bootstrapServers(), auditor, List.of(), List.of());
    }

    private static TemporaryPostgres postgres() {
        TemporaryPostgres postgres = TemporaryPostgres.start(
                List.of(new PostgresRole("order_owner", "owner"), new PostgresRole("order_app", "app")),
                Stream.of("inventory", "control")
                        .map(name -> new PostgresDatabase(name, "order_owner", List.of("order_app")))
                        .toList());
        STARTED.addFirst(postgres);
        return postgres;
    }

    private static TemporaryKafka kafka() {
        TemporaryKafka kafka = TemporaryKafka.start(
                EventStreams.topics().stream().map(name -> new Topic(name, 8)).toList());
        STARTED.addFirst(kafka);
        return kafka;
    }

    // For orderctl; each service has its own map in a database with another name.
    private static void regionMap(TemporaryPostgres postgres) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        postgres.url("control"), TemporaryPostgres.SUPERUSER, TemporaryPostgres.SUPERUSER);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t_slot AS SELECT slot, CASE slot % 2 WHEN 0 THEN 'east' ELSE 'west' END AS"
                    + " region FROM generate_series(0, 1023) slot");
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable started : STARTED) {
            started.close();
        }
    }

    @AfterEach
    void everyReplicaIsRightAgain() {
        west.execute(TABLE.database(), "UPDATE t_order_%d SET total_minor = 1999".formatted(TABLE.index()));
        resync("--replicas", "--grace", "0s");
        await().atMost(LIMIT)
                .until(() -> resync("--replicas", "--dry-run", "--grace", "0s").status() == 0);
    }

    @Test
    void aLostConfirmationIsFoundAndFilled() {
        String order = confirmed();
        loseConfirmation(order);
        Run dryRun = resync("--replicas", "--dry-run", "--grace", "0s");
        assertThat(dryRun.out)
                .contains("east → west: ", "0 missing, 1 behind, 0 otherwise different")
                .contains(order + ": its replica in west has an earlier version");
        assertThat(dryRun.status).isEqualTo(1);
        assertThat(dryRun.lastLine()).contains("./orderctl resync --replicas");
        assertThat(replica(order)).isEqualTo("PENDING 1");

        Run run = resync("--replicas", "--grace", "0s");
        assertThat(run.status).as(run.out + run.err).isZero();
        assertThat(run.out).contains("2 event(s) of 1 order(s) published again");
        assertThat(run.lastLine()).contains("--dry-run");
        await().atMost(LIMIT).until(() -> replica(order).equals("CONFIRMED 2"));
        assertThat(resync("--replicas", "--dry-run", "--grace", "0s").lastLine())
                .isEqualTo("Every replica is up to date.");
    }

    @Test
    void missingReplicasAreFilledPageByPage() {
        List<String> orders = Stream.generate(
                        () -> east.place(USER, UUID.randomUUID().toString()))
                .limit(60)
                .toList();
        awaitReplicas(orders);
        west.execute(TABLE.database(), "DELETE FROM t_order_" + TABLE.index());
        west.execute(TABLE.database(), "DELETE FROM t_order_item_" + TABLE.index());
        Run run = resync("--replicas", "--grace", "0s");
        assertThat(run.status).as(run.out + run.err).isZero();
        awaitReplicas(orders);
    }

    private static void awaitReplicas(List<String> orders) {
        String pending = "SELECT count(*) FROM t_order_%d WHERE status = 'PENDING' AND version = 1 AND order_id IN (%s)"
                .formatted(TABLE.index(), String.join(",", orders));
        await().atMost(LIMIT).until(() -> west.count(TABLE.database(), pending) == orders.size());
    }

    @Test
    void oneOrderThatCannotBeReadLeavesTheOthersTheirEvents() {
        String order = confirmed();
        String unreadable = confirmed();
        loseConfirmation(order);
        loseConfirmation(unreadable);
        east.execute(
                TABLE.database(),
                ("UPDATE t_order_%d SET history = history ||"
                                + " '[{\"status\":\"UNDECIDED\",\"at\":\"2026-01-01T00:00:00Z\"}]' WHERE order_id = %s")
                        .formatted(TABLE.index(), unreadable));
        Run run = resync("--replicas", "--grace", "0s");
        assertThat(run.status).isEqualTo(1);
        assertThat(run.out).contains(unreadable + ": order-service-east answered 500");
        await().atMost(LIMIT).until(() -> replica(order).equals("CONFIRMED 2"));
        east.execute(
                TABLE.database(),
                "UPDATE t_order_%d SET history = history - 2 WHERE order_id = %s".formatted(TABLE.index(), unreadable));
    }

    @Test
    void whatDiffersOtherwiseIsReportedAndNotTouched() {
        String order = confirmed();
        west.execute(
                TABLE.database(),
                "UPDATE t_order_%d SET total_minor = 1 WHERE order_id = %s".formatted(TABLE.index(), order));
        Run run = resync("--replicas", "--grace", "0s");
        assertThat(run.status).isEqualTo(1);
        assertThat(run.out)
                .contains("0 missing, 0 behind, 1 otherwise different")
                .contains(order + ": its replica in west differs")
                .doesNotContain("published again");
        assertThat(run.lastLine()).contains("not changed");
    }

    @Test
    void aReplicaThatIsAheadIsReportedAndNotTouched() {
        String order = confirmed();
        String version = "UPDATE t_order_%d SET version = %d WHERE order_id = " + order;
        west.execute(TABLE.database(), version.formatted(TABLE.index(), 3));
        Run run = resync("--replicas", "--grace", "0s");
        west.execute(TABLE.database(), version.formatted(TABLE.index(), 2));
        assertThat(run.status).isEqualTo(1);
        assertThat(run.out)
                .contains("0 missing, 0 behind, 1 otherwise different")
                .contains(order + ": its replica in west differs")
                .doesNotContain("published again");
    }

    @Test
    void ordersThatHaveJustChangedAreOnTheirWay() {
        String order = confirmed();
        loseConfirmation(order);
        Run run = resync("--replicas", "--dry-run", "--grace", "1h");
        assertThat(run.status).as(run.out).isZero();
        assertThat(run.out).contains("0 missing, 0 behind, 0 otherwise different");
    }

    @Test
    void eventsOfAnOrderGoOutAgain() {
        String order = confirmed();
        loseConfirmation(order);
        Run run = resync("--events", order, "5");
        assertThat(run.out)
                .contains(order + ": published again by east", "5: east has no such order")
                .contains("2 event(s) of 1 order(s) published again");
        assertThat(run.status).isEqualTo(1);
        await().atMost(LIMIT).until(() -> replica(order).equals("CONFIRMED 2"));
        assertThat(resync("--events", order).status).isZero();
    }

    @Test
    void aServiceThatIsDownIsNamedWithWhatToDo() {
        String order = confirmed();
        loseConfirmation(order);
        OrderServices down = new OrderServices(Map.of("east", NO_SERVICE, "west", west.url()), Tokens.SERVICE_KEY);
        for (String[] arguments :
                List.of(new String[] {"--events", order}, new String[] {"--replicas", "--grace", "0s"})) {
            Run run = run(data, down, arguments);
            assertThat(run.status).isEqualTo(1);
            assertThat(run.out).contains("order-service-east does not answer at " + NO_SERVICE);
            assertThat(run.lastLine()).contains("./orderctl status", "./orderctl up");
        }
        assertThat(replica(order)).isEqualTo("PENDING 1");
    }

    @Test
    void aPlatformThatDoesNotRunIsNamedWithWhatToDo() {
        PlatformData nothing =
                new PlatformData("127.0.0.1:1", List.of(), data.regions(), data.auditor(), data.control());
        Run run = run(nothing, new OrderServices(Map.of(), Tokens.SERVICE_KEY), "--events", "5");
        assertThat(run.status).isEqualTo(1);
        assertThat(run.err).contains("Cannot read database control at 127.0.0.1:1", "./orderctl up");
    }

    @Test
    void anotherServiceKeyIsNamed() {
        OrderServices services = new OrderServices(
                Map.of("east", east.url(), "west", west.url()),
                Base64.getEncoder().encodeToString(new byte[32]));
        Run run = run(data, services, "--events", confirmed());
        assertThat(run.status).isEqualTo(1);
        assertThat(run.out).contains("rejects orderctl's token");
    }

    @Test
    void oneOfTheTwoIsToBeChosen() {
        assertThat(resync().status).isEqualTo(2);
        assertThat(resync("--events").status).isEqualTo(2);
        assertThat(resync("--events", "5", "--replicas").status).isEqualTo(2);
        assertThat(resync("--events", "5", "--dry-run").status).isEqualTo(2);
        assertThat(resync("--events", "order").status).isEqualTo(2);
    }

    /** An order that is CONFIRMED in both regions. */
    private static String confirmed() {
        String order = east.place(USER, UUID.randomUUID().toString());
        east.send(new StockReservedEvent(Long.parseLong(order), 1, 1, Instant.now()));
        await().atMost(LIMIT).until(() -> replica(order).equals("CONFIRMED 2"));
        return order;
    }

    /** As if west had never received the event of version 2. */
    private static void loseConfirmation(String order) {
        west.execute(
                TABLE.database(),
                "UPDATE t_order_%d SET status = 'PENDING', version = 1, history = history - 1 WHERE order_id = %s"
                        .formatted(TABLE.index(), order));
        west.execute(
                TABLE.database(),
                "DELETE FROM t_inbox_%d WHERE event_id = 'order-%s-1-2'".formatted(TABLE.index(), order));
    }

    /** Status and version; empty when there is no replica. */
    private static String replica(String order) {
        assertThat(Shards.tableOfOrder(Long.parseLong(order))).isEqualTo(TABLE);
        assertThat(OrderId.slot(Long.parseLong(order))).isEqualTo(Slot.ofUser(USER));
        return west.text(
                TABLE.database(),
                "SELECT coalesce(max(status || ' ' || version), '') FROM t_order_%d WHERE order_id = %s"
                        .formatted(TABLE.index(), order));
    }

    private static Run resync(String... arguments) {
        return run(
                data, new OrderServices(Map.of("east", east.url(), "west", west.url()), Tokens.SERVICE_KEY), arguments);
    }

    private static Run run(PlatformData data, OrderServices services, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new CommandLine(new ResyncCommand(() -> data, () -> services))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Run(status, out.toString(), err.toString());
    }
}
