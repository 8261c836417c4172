package dev.orderplatform.recommendation.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.inbox.InboxTable;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.postgres.Database;
import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.recommendation.domain.Basket;
import dev.orderplatform.recommendation.domain.Baskets.Counts;
import dev.orderplatform.recommendation.domain.SkuCount;
import dev.orderplatform.servers.SharedServers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What counts, on a real database and without Kafka. */
final class Counting implements AutoCloseable {
    private static final BasketTable BASKETS = new BasketTable();
    private static final GenerationTable GENERATIONS = new GenerationTable();

    private final HikariDataSource database;
    private final JdbcClient owner;

    Counting(String name) {
        SharedServers.postgres().ensure("recommendation", List.of(name));
        String url = SharedServers.postgres().url(name);
        database = Database.open(
                name,
                new DatabaseProperties(
                        url,
                        "recommendation_app",
                        "app",
                        "recommendation_owner",
                        "owner",
                        8,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60)),
                "classpath:db/recommendation");
        owner = JdbcClient.create(new DriverManagerDataSource(url, "recommendation_owner", "owner"));
    }

    /** Deletes everything. */
    void reset(int maxSample) {
        owner.sql("TRUNCATE t_basket, t_sku, t_generation, t_sku_count, t_sku_basket, t_pair, t_inbox")
                .update();
        owner.sql("INSERT INTO t_generation (generation, status, max_sample) VALUES (1, 'SERVING', ?)")
                .param(maxSample)
                .update();
    }

    void handle(List<? extends OrderEvent> events) {
        new FollowOrders(database, BASKETS, GENERATIONS, new InboxTable("t_inbox"), properties(180, 1))
                .handle(events.stream()
                        .map(event -> new ReceivedEvent<OrderEvent>(event, Optional.empty()))
                        .toList());
    }

    JdbcRebuild rebuild(int maxSample) {
        return new JdbcRebuild(database, BASKETS, GENERATIONS, properties(180, maxSample));
    }

    ForgetBaskets forget(int days) {
        return new ForgetBaskets(database, BASKETS, GENERATIONS, properties(days, 1));
    }

    JdbcPurchases purchases() {
        return new JdbcPurchases(database);
    }

    private static CountingProperties properties(int days, int maxSample) {
        return new CountingProperties(Duration.ofDays(days), maxSample);
    }

    JdbcClient sql() {
        return owner;
    }

    /** The counted baskets. */
    List<Basket> baskets() {
        return owner.sql("SELECT order_id, user_id, skus FROM t_basket WHERE status = 'COUNTED'")
                .query((row, _) -> new Basket(row.getLong(1), row.getLong(2), Basket.Status.COUNTED, List.of((String[])
                        row.getArray(3).getArray())))
                .list();
    }

    /** The serving counts. */
    Counts counts() {
        Map<String, SkuCount> skus = new HashMap<>();
        owner.sql("SELECT sku, c.baskets, sample_limit FROM t_sku_count c JOIN t_sku USING (sku_no)"
                        + " JOIN t_generation g USING (generation) WHERE g.status = 'SERVING'")
                .query(row -> {
                    skus.put(row.getString(1), new SkuCount(row.getInt(2), row.getLong(3)));
                });
        Map<String, Integer> pairs = new HashMap<>();
        owner.sql("SELECT least(a.sku, b.sku) || ' ' || greatest(a.sku, b.sku), p.baskets FROM t_pair p"
                        + " JOIN t_sku a ON a.sku_no = low JOIN t_sku b ON b.sku_no = high"
                        + " JOIN t_generation g USING (generation) WHERE g.status = 'SERVING'")
                .query(row -> {
                    pairs.put(row.getString(1), row.getInt(2));
                });
        int baskets = owner.sql("SELECT baskets FROM t_generation WHERE status = 'SERVING'")
                .query(Integer.class)
                .single();
        return new Counts(baskets, skus, pairs);
    }

    @Override
    public void close() {
        database.close();
    }
}
