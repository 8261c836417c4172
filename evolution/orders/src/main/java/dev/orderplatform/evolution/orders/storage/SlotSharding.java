package dev.orderplatform.evolution.orders.storage;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.shardingsphere.sharding.api.sharding.complex.ComplexKeysShardingAlgorithm;
import org.apache.shardingsphere.sharding.api.sharding.complex.ComplexKeysShardingValue;

/**
 * Routes by order or by user; without either, to all tables. One algorithm serves the database and the table strategy:
 * both are derived from the table number. ShardingSphere creates it by its class name.
 */
public final class SlotSharding implements ComplexKeysShardingAlgorithm<Long> {
    private static final ShardMap MAP = ShardMap.even();

    static String database(int number) {
        return "ds_" + number;
    }

    @Override
    public Collection<String> doSharding(Collection<String> targets, ComplexKeysShardingValue<Long> values) {
        String table = values.getLogicTableName();
        boolean isTable = targets.iterator().next().startsWith(table);
        Set<String> matches = slots(values.getColumnNameAndShardingValuesMap())
                .map(MAP::tableOf)
                .map(shard -> isTable ? table + "_" + shard.index() : database(shard.database()))
                .collect(Collectors.toSet());
        return matches.isEmpty() ? targets : matches;
    }

    private static Stream<Slot> slots(Map<String, Collection<Long>> keys) {
        Collection<Long> orders = keys.get("order_id");
        Collection<Long> users = keys.get("user_id");
        if (orders != null) {
            return orders.stream().map(OrderId::slot);
        }
        return users == null ? Stream.empty() : users.stream().map(Slot::ofUser);
    }
}
