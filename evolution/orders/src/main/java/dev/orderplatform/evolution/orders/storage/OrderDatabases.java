package dev.orderplatform.evolution.orders.storage;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.postgres.Database;
import dev.orderplatform.postgres.DatabaseProperties;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.shardingsphere.driver.api.ShardingSphereDataSourceFactory;
import org.apache.shardingsphere.infra.algorithm.core.config.AlgorithmConfiguration;
import org.apache.shardingsphere.sharding.api.config.ShardingRuleConfiguration;
import org.apache.shardingsphere.sharding.api.config.rule.ShardingTableRuleConfiguration;
import org.apache.shardingsphere.sharding.api.config.strategy.sharding.ComplexShardingStrategyConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A data source in which all statements use the table {@code t_order}: a single table, or 32 that ShardingSphere routes
 * to.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class OrderDatabases {
    private static final String MIGRATIONS = "classpath:db/orders";
    private static final String ONE_TABLE = "\"\"";

    @Bean
    DataSource database(DatabaseProperties properties) throws SQLException {
        return properties.url().contains("{n}") ? sharded(properties) : open("order", properties, ONE_TABLE);
    }

    private static DataSource open(String name, DatabaseProperties properties, String suffixes) {
        Database.migrate(properties, MIGRATIONS, Map.of("suffixes", suffixes));
        return Database.pool(name, properties);
    }

    private static DataSource sharded(DatabaseProperties properties) throws SQLException {
        String suffixes = IntStream.range(0, ShardMap.TABLES_PER_DATABASE)
                .mapToObj(index -> "_" + index)
                .collect(Collectors.joining(","));
        Map<String, DataSource> databases = new HashMap<>();
        for (int n = 0; n < ShardMap.DATABASES; n++) {
            databases.put(SlotSharding.database(n), open("order_ds_" + n, properties.shard(n), suffixes));
        }
        Properties settings = new Properties();
        // Otherwise ShardingSphere loads the metadata of hundreds of PostgreSQL system tables, which takes half of the
        // startup time.
        settings.setProperty("system-schema-metadata-assembly-enabled", "false");
        return ShardingSphereDataSourceFactory.createDataSource("orders", databases, List.of(rule()), settings);
    }

    private static ShardingRuleConfiguration rule() {
        var strategy = new ComplexShardingStrategyConfiguration("user_id,order_id", "slot");
        var table = new ShardingTableRuleConfiguration(
                "t_order",
                "ds_${0.." + (ShardMap.DATABASES - 1) + "}.t_order_${0.." + (ShardMap.TABLES_PER_DATABASE - 1) + "}");
        table.setDatabaseShardingStrategy(strategy);
        table.setTableShardingStrategy(strategy);
        var algorithm = new Properties();
        algorithm.setProperty("strategy", "COMPLEX");
        algorithm.setProperty("algorithmClassName", SlotSharding.class.getName());
        var rule = new ShardingRuleConfiguration();
        rule.getTables().add(table);
        rule.getShardingAlgorithms().put("slot", new AlgorithmConfiguration("CLASS_BASED", algorithm));
        return rule;
    }
}
