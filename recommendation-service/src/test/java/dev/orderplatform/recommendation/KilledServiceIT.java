package dev.orderplatform.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.servers.Barrier;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.servers.TemporaryService;
import dev.orderplatform.tools.internal.InternalApi;
import dev.orderplatform.web.Tokens;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service is killed while it counts; after its restart, everything is counted once. */
class KilledServiceIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final String DATABASE = "killed";
    private static final int ORDERS = 50;

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @SuppressWarnings("NullAway.Init")
    private static TemporaryService process;

    @BeforeAll
    static void start() {
        service = RunningService.withoutProcess(DATABASE, List.of("SKU-00001"));
        Map<String, String> properties = new HashMap<>(service.properties());
        properties.remove("server.port");
        process = TemporaryService.start(
                "recommendation", service.port(), "dev.orderplatform.recommendation.RecommendationService", properties);
    }

    @AfterAll
    static void stop() {
        process.close();
        service.close();
    }

    @Test
    void inTheMiddleOfABatch() {
        List<TestOrder> orders = orders("BATCH-1", "BATCH-2");
        try (Barrier barrier = SharedServers.postgres().barrier(DATABASE, "t_pair", "%INSERT INTO t_pair %")) {
            service.send(orders.stream().map(TestOrder::paid).toList());
            await().atMost(TIMEOUT).until(barrier::isReached);
            process.kill();
        }
        assertThat(together("BATCH-1", "BATCH-2")).isZero();
        process.start();
        await().atMost(TIMEOUT).until(() -> together("BATCH-1", "BATCH-2") == ORDERS);
        assertThat(number("SELECT count(*) FROM t_basket WHERE skus @> '{BATCH-1}'"))
                .isEqualTo(ORDERS);
        assertThat(number("SELECT baskets FROM t_sku_count JOIN t_sku USING (sku_no) WHERE sku = 'BATCH-1'"))
                .isEqualTo(ORDERS);
    }

    @Tag("drill")
    @Test
    void inTheMiddleOfARebuild() {
        service.send(
                orders("REBUILD-1", "REBUILD-2").stream().map(TestOrder::paid).toList());
        await().atMost(TIMEOUT).until(() -> together("REBUILD-1", "REBUILD-2") == ORDERS);
        int before = number("SELECT generation FROM t_generation WHERE status = 'SERVING'");
        try (Barrier barrier =
                SharedServers.postgres().barrier(DATABASE, "t_sku_basket", "%INSERT INTO t_sku_basket %")) {
            new InternalApi("recommendation-service", service.url(), Tokens.SERVICE_KEY).post("/internal/rebuild", "");
            await().atMost(TIMEOUT).until(barrier::isReached);
            process.kill();
        }
        process.start();
        await().atMost(TIMEOUT)
                .until(() -> number("SELECT generation FROM t_generation WHERE status = 'SERVING'") > before);
        assertThat(together("REBUILD-1", "REBUILD-2")).isEqualTo(ORDERS);
    }

    private static List<TestOrder> orders(String... skus) {
        return IntStream.range(0, ORDERS).mapToObj(_ -> TestOrder.of(skus)).toList();
    }

    private static int together(String first, String second) {
        return service.sql()
                .sql("SELECT coalesce(sum(p.baskets), 0) FROM t_pair p JOIN t_generation USING (generation)"
                        + " WHERE status = 'SERVING' AND low IN (SELECT sku_no FROM t_sku WHERE sku IN (?, ?))"
                        + " AND high IN (SELECT sku_no FROM t_sku WHERE sku IN (?, ?))")
                .params(first, second, first, second)
                .query(Integer.class)
                .single();
    }

    private static int number(String query) {
        return service.sql().sql(query).query(Integer.class).single();
    }
}
