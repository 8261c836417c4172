package dev.orderplatform.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.tools.bench.MarkdownTable;
import dev.orderplatform.tools.bench.OrderRequests;
import dev.orderplatform.tools.bench.Spread;
import dev.orderplatform.tools.bench.TemporaryPlatform;
import dev.orderplatform.tools.client.Gateway;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What an order costs, from the gateway until it is confirmed, on the whole platform of one region, as something grows:
 * the stored rows, the databases that the customers' orders lie in, the SKUs that they want.
 *
 * <p>{@code mvn verify -Pbench -pl tests/bench -am -Dit.test=GrowthBench}; {@code -Dbench.orders=} stored at 1×,
 * {@code -Dbench.seconds=} of a round, {@code -Dbench.rounds=}, {@code -Dbench.warmup=} seconds,
 * {@code -Dbench.connections=}. At 100× it takes 1.5 GB of disk for a million orders while it runs.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GrowthBench {
    private static final long ORDERS = Long.getLong("bench.orders", 30_000);
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("bench.seconds", 10));
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bench.warmup", 120));
    private static final int CONNECTIONS = Integer.getInteger("bench.connections", 64);
    private static final int USERS = 1_000;
    private static final int USUAL_SKUS = 1_000;
    private static final int MOST_SKUS = 10_000;
    private static final int PORT_OFFSET = 9_000;
    private static final int STOCK = 100_000_000;
    private static final String NAME = "growth";

    private static TemporaryPlatform platform;
    private static PlatformLoad load;
    private static StoredOrders stored;
    private static Shelves shelves;
    /** Users whose orders lie in the first databases only, by how many those are. */
    private static final Map<Integer, List<String>> tokens = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws SQLException {
        platform = TemporaryPlatform.start(Path.of("target/platform"), PORT_OFFSET, STOCK);
        load = new PlatformLoad(platform, CONNECTIONS);
        stored = new StoredOrders(platform);
        shelves = new Shelves(platform);
        shelves.extendTo(MOST_SKUS, STOCK);
        try (Gateway gateway = new Gateway(platform.gatewayUrl(), 16)) {
            for (int databases : List.of(1, 2, ShardMap.DATABASES)) {
                tokens.put(databases, tokensOf(gateway, databases));
            }
        }
        load.awaitAccepted(requests(ShardMap.DATABASES, MOST_SKUS), Duration.ofSeconds(90));
        load.run(WARM_UP, requests(ShardMap.DATABASES, USUAL_SKUS));
        load.run(WARM_UP.dividedBy(6), requests(ShardMap.DATABASES, MOST_SKUS));
    }

    private static List<String> tokensOf(Gateway gateway, int databases) {
        return LongStream.iterate(1, user -> user + 1)
                .filter(user -> ShardMap.even().tableOf(Slot.ofUser(user)).database() < databases)
                .limit(USERS)
                .mapToObj(user -> gateway.token(user, "orders"))
                .toList();
    }

    @AfterAll
    static void stop() {
        load.close();
        platform.close();
    }

    private static OrderRequests requests(int databases, int skus) {
        return new OrderRequests(tokens.getOrDefault(databases, List.of()), skus, 1);
    }

    @Test
    @Order(1)
    void storedRows() throws SQLException {
        Map<String, List<PlatformLoad.Run>> runs = new LinkedHashMap<>();
        Map<String, String> counts = new LinkedHashMap<>();
        // The first size again at the end: whatever else changed meanwhile shows there.
        for (String size : List.of("1", "10", "100", "1 again")) {
            long orders = ORDERS * Integer.parseInt(size.split(" ")[0]);
            stored.replace(orders);
            // Caches of plans and pages are those of the new size.
            load.run(ROUND, requests(ShardMap.DATABASES, USUAL_SKUS));
            long before = stored.count();
            for (int n = 0; n < ROUNDS; n++) {
                runs.computeIfAbsent(size, _ -> new ArrayList<>())
                        .add(load.run(ROUND, requests(ShardMap.DATABASES, USUAL_SKUS)));
            }
            counts.put(size, "%,d–%,d".formatted(before, stored.count()));
        }
        Map<String, List<PlatformLoad.Run>> rows = new LinkedHashMap<>();
        runs.forEach((size, all) -> rows.put(size + "× (" + counts.get(size) + " orders)", all));
        publish("stored", rows, rows.keySet().iterator().next());
    }

    @Test
    @Order(2)
    void databases() {
        Map<String, OrderRequests> cases = new LinkedHashMap<>();
        for (int databases : List.of(1, 2, ShardMap.DATABASES)) {
            cases.put(databases + " databases", requests(databases, USUAL_SKUS));
        }
        publish("orders lie in", inTurns(cases), "1 databases");
    }

    @Test
    @Order(3)
    void skus() {
        Map<String, OrderRequests> cases = new LinkedHashMap<>();
        for (int skus : List.of(10, USUAL_SKUS, MOST_SKUS)) {
            cases.put("%,d SKUs".formatted(skus), requests(ShardMap.DATABASES, skus));
        }
        publish("customers want", inTurns(cases), "%,d SKUs".formatted(USUAL_SKUS));
    }

    @Test
    @Order(4)
    void hotSkusAreNotOversold() throws SQLException {
        int hot = 10;
        int units = 300;
        shelves.stock(hot, units);
        PlatformLoad.Run run = load.run(ROUND, requests(ShardMap.DATABASES, hot));
        assertThat(run.orders()).as("more orders than units").isGreaterThan(hot * units);
        assertThat(run.confirmed()).as("confirmed orders").isEqualTo(hot * units);
        assertThat(shelves.available(hot)).as("units left").isZero();
        new MarkdownTable("SKUs", "units", "orders", "confirmed", "rejected")
                .row(
                        "10",
                        Spread.number(hot * units, 0),
                        Spread.number(run.orders(), 0),
                        Spread.number(run.confirmed(), 0),
                        Spread.number(run.orders() - run.confirmed(), 0))
                .publish(NAME, "A flash sale: more orders than units");
    }

    private static Map<String, List<PlatformLoad.Run>> inTurns(Map<String, OrderRequests> cases) {
        cases.values().forEach(requests -> load.run(ROUND, requests));
        Map<String, List<PlatformLoad.Run>> runs = new LinkedHashMap<>();
        for (int n = 0; n < ROUNDS; n++) {
            cases.forEach((name, requests) ->
                    runs.computeIfAbsent(name, _ -> new ArrayList<>()).add(load.run(ROUND, requests)));
        }
        return runs;
    }

    /** @param reference what the others are compared with */
    private static void publish(String what, Map<String, List<PlatformLoad.Run>> cases, String reference) {
        List<PlatformLoad.Run> compared = cases.getOrDefault(reference, List.of());
        MarkdownTable table = new MarkdownTable(
                what,
                "confirmed orders/s",
                "change",
                "CPU-ms an order",
                "change",
                "order-service",
                "inventory-service",
                "PostgreSQL",
                "answer p50 ms",
                "p99 ms");
        cases.forEach((name, runs) -> {
            assertThat(runs)
                    .as(name)
                    .allSatisfy(run -> assertThat(run.confirmed()).isEqualTo(run.orders()));
            table.row(
                    name,
                    Spread.of(runs, PlatformLoad.Run::throughput).text(0),
                    change(
                            Spread.of(runs, PlatformLoad.Run::throughput),
                            Spread.of(compared, PlatformLoad.Run::throughput)),
                    Spread.of(runs, PlatformLoad.Run::cpuAnOrder).text(2),
                    change(
                            Spread.of(runs, PlatformLoad.Run::cpuAnOrder),
                            Spread.of(compared, PlatformLoad.Run::cpuAnOrder)),
                    cpuOf(runs, "order-service"),
                    cpuOf(runs, "inventory-service"),
                    cpuOf(runs, "postgres"),
                    Spread.of(runs, PlatformLoad.Run::p50).text(1),
                    Spread.of(runs, PlatformLoad.Run::p99).text(1));
        });
        table.publish(
                NAME,
                "%d connections, %d rounds of %d s; all processes together, without the generator"
                        .formatted(CONNECTIONS, ROUNDS, ROUND.toSeconds()));
    }

    private static String cpuOf(List<PlatformLoad.Run> runs, String process) {
        return Spread.number(Spread.of(runs, run -> run.cpuOf(process)).median(), 2);
    }

    private static String change(Spread figure, Spread reference) {
        return String.format(Locale.ROOT, "%+.0f %%", 100 * (figure.median() / reference.median() - 1));
    }
}
