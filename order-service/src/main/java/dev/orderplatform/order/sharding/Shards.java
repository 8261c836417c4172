package dev.orderplatform.order.sharding;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.postgres.Database;
import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.postgres.TracedDataSource;
import dev.orderplatform.telemetry.Traces;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.shardingsphere.driver.api.ShardingSphereDataSourceFactory;
import org.apache.shardingsphere.infra.algorithm.core.config.AlgorithmConfiguration;
import org.apache.shardingsphere.infra.config.mode.ModeConfiguration;
import org.apache.shardingsphere.mode.repository.standalone.StandalonePersistRepositoryConfiguration;
import org.apache.shardingsphere.sharding.api.config.ShardingRuleConfiguration;
import org.apache.shardingsphere.sharding.api.config.rule.ShardingTableReferenceRuleConfiguration;
import org.apache.shardingsphere.sharding.api.config.rule.ShardingTableRuleConfiguration;
import org.apache.shardingsphere.sharding.api.config.strategy.audit.ShardingAuditStrategyConfiguration;
import org.apache.shardingsphere.sharding.api.config.strategy.sharding.ComplexShardingStrategyConfiguration;

/**
 * The order databases of a region: the sharded data source that orders go through, and the four databases beneath it
 * for what the sharding parser does not support (the outbox's SKIP LOCKED) or what isn't sharded.
 */
public final class Shards implements AutoCloseable {
    /**
     * Prefix of a statement for every shard. Without it, a statement that names neither user nor order is refused.
     */
    public static final String EVERY_SHARD = "/* SHARDINGSPHERE_HINT: DISABLE_AUDIT_NAMES=require_key */ ";

    private static final List<String> TABLES = List.of("t_order", "t_order_item", "t_outbox", "t_inbox");
    private static final ShardMap MAP = ShardMap.even();

    private final List<HikariDataSource> pools;
    private final List<DataSource> databases;
    private final DataSource sharded;

    private Shards(List<HikariDataSource> pools, List<DataSource> databases, DataSource sharded) {
        this.pools = pools;
        this.databases = databases;
        this.sharded = sharded;
    }

    /** Opens all four databases at once, blocking until they answer and their schema is up to date. */
    public static Shards open(DatabaseProperties properties, Traces traces) {
        List<HikariDataSource> pools = openAll(properties);
        List<DataSource> databases = pools.stream()
                .<DataSource>map(pool -> new TracedDataSource(pool, traces))
                .toList();
        try {
            return new Shards(pools, databases, shardedOver(databases));
        } catch (SQLException e) {
            pools.forEach(HikariDataSource::close);
            throw new IllegalStateException("the sharded data source can't be built: " + e.getMessage(), e);
        }
    }

    /** All orders, routed by {@code user_id} or {@code order_id}. */
    public DataSource sharded() {
        return sharded;
    }

    /** One of the databases, {@code 0..3}, without sharding. */
    public DataSource database(int number) {
        return databases.get(number);
    }

    public static ShardMap.Table tableOf(Slot slot) {
        return MAP.tableOf(slot);
    }

    /** The slots whose rows are in this table. */
    public static Stream<Slot> slotsOf(ShardMap.Table table) {
        return IntStream.range(0, Slot.COUNT)
                .mapToObj(Slot::new)
                .filter(slot -> tableOf(slot).equals(table));
    }

    public static ShardMap.Table tableOfUser(long userId) {
        return tableOf(Slot.ofUser(userId));
    }

    public static ShardMap.Table tableOfOrder(long orderId) {
        return tableOf(OrderId.slot(orderId));
    }

    /**
     * Groups items of many orders by table, sorted by table: transactions lock rows in the same order, which prevents
     * deadlocks.
     */
    public static <T> SortedMap<ShardMap.Table, List<T>> byTable(Collection<T> things, ToLongFunction<T> orderId) {
        return things.stream()
                .collect(Collectors.groupingBy(
                        thing -> tableOfOrder(orderId.applyAsLong(thing)),
                        () -> new TreeMap<>(Comparator.comparingInt(ShardMap.Table::number)),
                        Collectors.toList()));
    }

    static String name(int database) {
        return "ds_" + database;
    }

    private static List<HikariDataSource> openAll(DatabaseProperties properties) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<HikariDataSource>> opening = new ArrayList<>();
            for (int n = 0; n < ShardMap.DATABASES; n++) {
                int number = n;
                opening.add(() -> Database.open("order_ds_" + number, properties.shard(number), "classpath:db/orders"));
            }
            List<HikariDataSource> opened = new ArrayList<>();
            for (Future<HikariDataSource> database : executor.invokeAll(opening)) {
                opened.add(database.get());
            }
            return List.copyOf(opened);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while opening the order databases", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    private static DataSource shardedOver(List<DataSource> databases) throws SQLException {
        Map<String, DataSource> byName = new LinkedHashMap<>();
        for (int n = 0; n < databases.size(); n++) {
            byName.put(name(n), databases.get(n));
        }
        Properties properties = new Properties();
        // Otherwise ShardingSphere loads the metadata of hundreds of PostgreSQL system tables, which takes half of the
        // startup time.
        properties.setProperty("system-schema-metadata-assembly-enabled", "false");
        ModeConfiguration mode = new ModeConfiguration(
                "Standalone",
                new StandalonePersistRepositoryConfiguration(InMemoryMetadataRepository.TYPE, new Properties()));
        return ShardingSphereDataSourceFactory.createDataSource("orders", mode, byName, List.of(rule()), properties);
    }

    private static ShardingRuleConfiguration rule() {
        ShardingRuleConfiguration rule = new ShardingRuleConfiguration();
        for (String table : TABLES) {
            rule.getTables()
                    .add(new ShardingTableRuleConfiguration(
                            table,
                            "ds_${0.." + (ShardMap.DATABASES - 1) + "}." + table + "_${0.."
                                    + (ShardMap.TABLES_PER_DATABASE - 1) + "}"));
        }
        rule.getBindingTableGroups()
                .add(new ShardingTableReferenceRuleConfiguration("orders", String.join(",", TABLES)));
        rule.setDefaultDatabaseShardingStrategy(new ComplexShardingStrategyConfiguration(SlotSharding.COLUMNS, "slot"));
        rule.setDefaultTableShardingStrategy(new ComplexShardingStrategyConfiguration(SlotSharding.COLUMNS, "slot"));
        Properties algorithm = new Properties();
        algorithm.setProperty("strategy", "COMPLEX");
        algorithm.setProperty("algorithmClassName", SlotSharding.class.getName());
        rule.getShardingAlgorithms().put("slot", new AlgorithmConfiguration("CLASS_BASED", algorithm));
        rule.getAuditors().put("require_key", new AlgorithmConfiguration(RequireShardingKey.TYPE, new Properties()));
        rule.setDefaultAuditStrategy(new ShardingAuditStrategyConfiguration(List.of("require_key"), true));
        return rule;
    }

    @Override
    public void close() throws Exception {
        if (sharded instanceof AutoCloseable closeable) {
            closeable.close();
        }
        pools.forEach(HikariDataSource::close);
    }
}
