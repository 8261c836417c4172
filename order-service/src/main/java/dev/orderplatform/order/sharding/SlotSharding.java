package dev.orderplatform.order.sharding;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.apache.shardingsphere.sharding.api.sharding.complex.ComplexKeysShardingAlgorithm;
import org.apache.shardingsphere.sharding.api.sharding.complex.ComplexKeysShardingValue;
import org.jspecify.annotations.Nullable;

/**
 * Routes by {@code user_id}, by {@code order_id}, or by both, to the table of their slot. One algorithm serves the
 * database and the table strategy: both follow from the same table number.
 */
public final class SlotSharding implements ComplexKeysShardingAlgorithm<Long> {
    static final String COLUMNS = "user_id,order_id";

    @Override
    public Collection<String> doSharding(Collection<String> targets, ComplexKeysShardingValue<Long> values) {
        if (!values.getColumnNameAndRangeValuesMap().isEmpty()
                && values.getColumnNameAndShardingValuesMap().isEmpty()) {
            throw new UnsupportedOperationException("key ranges are not supported: name the user or the orders");
        }
        Map<String, Collection<Long>> keys = values.getColumnNameAndShardingValuesMap();
        Set<ShardMap.Table> tables =
                intersection(tables(keys.get("user_id"), Slot::ofUser), tables(keys.get("order_id"), OrderId::slot));
        String logicTable = values.getLogicTableName();
        boolean tableLevel = targets.iterator().next().startsWith(logicTable);
        Set<String> matches = new LinkedHashSet<>();
        for (ShardMap.Table table : tables) {
            String name = tableLevel ? TableStatement.name(logicTable, table) : Shards.name(table.database());
            if (targets.contains(name)) {
                matches.add(name);
            }
        }
        return matches;
    }

    private static @Nullable Set<ShardMap.Table> tables(@Nullable Collection<Long> keys, LongFunction<Slot> slotOf) {
        if (keys == null) {
            return null;
        }
        Set<ShardMap.Table> tables = new TreeSet<>((a, b) -> Integer.compare(a.number(), b.number()));
        for (Number key : (Collection<? extends Number>) keys) { // literals arrive as Integer
            if (key == null) {
                throw new IllegalArgumentException("a row without user_id or order_id has no shard");
            }
            tables.add(Shards.tableOf(slotOf.apply(key.longValue())));
        }
        return tables;
    }

    private static Set<ShardMap.Table> intersection(
            @Nullable Set<ShardMap.Table> byUser, @Nullable Set<ShardMap.Table> byOrder) {
        if (byUser == null || byOrder == null) {
            return byUser != null ? byUser : byOrder != null ? byOrder : Set.of();
        }
        Set<ShardMap.Table> both = new LinkedHashSet<>(byUser);
        both.retainAll(byOrder);
        return both;
    }
}
