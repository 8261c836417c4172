package dev.orderplatform.recommendation;

import static dev.orderplatform.tools.bench.Spread.number;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.OrderPaidEvent;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.servers.TemporaryService;
import dev.orderplatform.tools.bench.CpuMeter;
import dev.orderplatform.tools.bench.MarkdownTable;
import dev.orderplatform.tools.internal.InternalApi;
import dev.orderplatform.web.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What an order costs recommendation-service, how long recommendations take, and how large its database grows, with a
 * million orders of 10,000 SKUs. Orders wait on the topic while the service is held, so their sender costs nothing
 * during a measurement.
 *
 * <p>{@code mvn verify -Pbench -pl recommendation-service -am -Dit.test=RecommendationBench}; {@code -Dbench.orders=},
 * {@code -Dbench.large=} orders of 100 lines, {@code -Dbench.skus=}, {@code -Dbench.requests=}. Needs 4 GB of disk.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecommendationBench {
    private static final int ORDERS = Integer.getInteger("bench.orders", 1_000_000);
    private static final int LARGE = Integer.getInteger("bench.large", 20_000);
    private static final int SKUS = Integer.getInteger("bench.skus", 10_000);
    private static final int REQUESTS = Integer.getInteger("bench.requests", 20_000);
    private static final int STEPS = 10;
    private static final int CONNECTIONS = 8;
    private static final Duration TIMEOUT = Duration.ofHours(2);
    private static final String NAME = "recommendations";
    private static final String DATABASE = "bench";
    private static final String SERVICE = "service";
    private static final String POSTGRES = "PostgreSQL";
    /** Those of the platform. */
    private static final List<String> JVM =
            List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:NewRatio=1", "-XX:SurvivorRatio=4");

    private static RunningService service;
    private static TemporaryService process;
    private static CpuMeter cpu;
    private static final RandomOrders orders = new RandomOrders(SKUS, 100_000);

    @BeforeAll
    static void start() {
        service = RunningService.withoutProcess(
                DATABASE, IntStream.range(0, SKUS).mapToObj(RandomOrders::name).toList());
        Map<String, String> properties = new HashMap<>(service.properties());
        properties.remove("server.port");
        properties.remove("platform.inventory.stock-ttl");
        properties.remove("platform.recommendations.serving.cache-ttl");
        process = TemporaryService.start(
                "recommendation",
                service.port(),
                JVM,
                "dev.orderplatform.recommendation.RecommendationService",
                properties);
        cpu = new CpuMeter()
                .watch(SERVICE, process.pid())
                .watch(POSTGRES, SharedServers.postgres().pid());
    }

    @AfterAll
    static void stop() {
        process.close();
        service.close();
    }

    @Test
    @Order(1)
    void ordersOfAShop() throws IOException {
        MarkdownTable table = new MarkdownTable(
                "orders",
                "orders/s",
                "CPU-ms an order",
                "service",
                "PostgreSQL",
                "pairs",
                "database MB",
                "service RSS MB");
        for (int step = 1; step <= STEPS; step++) {
            Cost cost = count(ORDERS / STEPS, orders::any);
            table.row(
                    "to %,d".formatted(step * (ORDERS / STEPS)),
                    number(cost.rate(), 0),
                    number(cost.of(SERVICE) + cost.of(POSTGRES), 2),
                    number(cost.of(SERVICE), 2),
                    number(cost.of(POSTGRES), 2),
                    number(sql("SELECT count(*) FROM t_pair"), 0),
                    number(sql("SELECT pg_database_size(current_database()) >> 20"), 0),
                    number(residentMegabytes(), 0));
        }
        table.publish(NAME, "Orders of 1 to 5 lines, every hundredth of 100; %,d SKUs".formatted(SKUS));
    }

    @Test
    @Order(2)
    void recommendations() {
        MarkdownTable table =
                new MarkdownTable("request", "requests/s", "p50 ms", "p99 ms", "max ms", "CPU-ms a request");
        get(REQUESTS / 4, _ -> "?sku=" + RandomOrders.name(orders.popular())); // warms the JVM up
        row(table, "each SKU once, none in memory", get(SKUS, n -> "?sku=" + RandomOrders.name(n)));
        row(
                table,
                "SKUs as often as they are bought",
                get(REQUESTS, _ -> "?sku=" + RandomOrders.name(orders.popular())));
        row(table, "without a SKU, of random users", get(REQUESTS, _ -> ""));
        table.publish(NAME, "Recommendations, 20 items, %d connections".formatted(CONNECTIONS));
    }

    @Test
    @Order(3)
    void ordersOfAHundredLines() {
        Cost cost = count(LARGE, orders::large);
        new MarkdownTable("orders", "orders/s", "CPU-ms an order", "service", "PostgreSQL")
                .row(
                        number(LARGE, 0),
                        number(cost.rate(), 0),
                        number(cost.of(SERVICE) + cost.of(POSTGRES), 2),
                        number(cost.of(SERVICE), 2),
                        number(cost.of(POSTGRES), 2))
                .publish(NAME, "Orders of 100 lines each");
    }

    @Test
    @Order(4)
    void rebuild() {
        InternalApi api = new InternalApi("recommendation-service", service.url(), Tokens.SERVICE_KEY);
        Map<String, Long> before = cpu.snapshot();
        long started = System.nanoTime();
        int building = api.post("/internal/rebuild", "").json().path("building").asInt();
        await().pollInterval(Duration.ofMillis(500))
                .atMost(TIMEOUT)
                .until(() -> api.get("/internal/rebuild").json().path("serving").asInt() >= building);
        int baskets = (int) sql("SELECT baskets FROM t_generation WHERE status = 'SERVING'");
        Cost cost = new Cost(baskets, System.nanoTime() - started, cpu.since(before));
        new MarkdownTable("baskets", "s", "baskets/s", "CPU-ms a basket")
                .row(
                        number(baskets, 0),
                        number(cost.nanos / 1e9, 0),
                        number(cost.rate(), 0),
                        number(cost.of(SERVICE) + cost.of(POSTGRES), 2))
                .publish(NAME, "Rebuild, nothing else going on");
    }

    /** @param cpuMillis by process */
    private record Cost(int count, long nanos, Map<String, Long> cpuMillis) {

        double rate() {
            return count * 1e9 / nanos;
        }

        /** CPU-ms of each. */
        double of(String part) {
            return (double) cpuMillis.getOrDefault(part, 0L) / count;
        }
    }

    private static Cost count(int count, Supplier<TestOrder> order) {
        long counted = sql("SELECT baskets FROM t_generation WHERE status = 'SERVING'");
        process.pause();
        for (int sent = 0; sent < count; ) {
            List<OrderPaidEvent> chunk = new ArrayList<>();
            for (; sent < count && chunk.size() < 2_000; sent++) {
                chunk.add(order.get().paid());
            }
            service.send(chunk);
        }
        Map<String, Long> before = cpu.snapshot();
        long started = System.nanoTime();
        process.resume();
        await().pollInterval(Duration.ofMillis(500))
                .atMost(TIMEOUT)
                .until(() -> sql("SELECT baskets FROM t_generation WHERE status = 'SERVING'") == counted + count);
        return new Cost(count, System.nanoTime() - started, cpu.since(before));
    }

    private static void row(MarkdownTable table, String title, Answers answers) {
        table.row(
                title,
                number(answers.cost.rate(), 0),
                number(answers.millis(0.5), 1),
                number(answers.millis(0.99), 1),
                number(answers.millis(1), 1),
                number(answers.cost.of(SERVICE) + answers.cost.of(POSTGRES), 2));
    }

    /** @param nanos of each request, sorted */
    private record Answers(Cost cost, long[] nanos) {

        double millis(double quantile) {
            return nanos[(int) Math.min(nanos.length - 1L, (long) (quantile * nanos.length))] / 1e6;
        }
    }

    private static Answers get(int count, IntFunction<String> query) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(numbers, new Random(1));
        List<HttpRequest> requests =
                numbers.stream().map(n -> request(query.apply(n))).toList();
        long[] nanos = new long[count];
        Map<String, Long> before = cpu.snapshot();
        long started = System.nanoTime();
        try (HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Callable<Void>> work = IntStream.range(0, CONNECTIONS)
                    .<Callable<Void>>mapToObj(first -> () -> {
                        for (int n = first; n < count; n += CONNECTIONS) {
                            nanos[n] = send(http, requests.get(n));
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        Cost cost = new Cost(count, System.nanoTime() - started, cpu.since(before));
        Arrays.sort(nanos);
        return new Answers(cost, nanos);
    }

    private static final Map<Integer, String> TOKENS = new HashMap<>();

    // A thousand users: signing a token for each request would take longer than the requests.
    private static HttpRequest request(String query) {
        int user = 1 + orders.user() % 1_000;
        return HttpRequest.newBuilder(URI.create(service.url() + RunningService.PATH + query))
                .header("Authorization", "Bearer " + TOKENS.computeIfAbsent(user, id -> Tokens.user(id, "orders")))
                .build();
    }

    private static long send(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        long started = System.nanoTime();
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IllegalStateException(request.uri() + " answered " + status);
        }
        return System.nanoTime() - started;
    }

    private static long sql(String query) {
        return service.sql().sql(query).query(Long.class).single();
    }

    private static double residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .sum()
                / 1024.0;
    }
}
