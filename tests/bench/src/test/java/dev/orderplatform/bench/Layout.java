package dev.orderplatform.bench;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where the same rows lie. */
enum Layout {
    ONE_TABLE {
        @Override
        int tableOf(long user) {
            return 0;
        }

        @Override
        List<Table> tables() {
            return List.of(new Table("single", "orders"));
        }
    },
    SHARDED {
        private final ShardMap shards = ShardMap.even();

        @Override
        int tableOf(long user) {
            return shards.tableOf(Slot.ofUser(user)).number();
        }

        @Override
        List<Table> tables() {
            return IntStream.range(0, ShardMap.TABLES)
                    .mapToObj(ShardMap.Table::new)
                    .map(table -> new Table("shard_" + table.database(), "orders_" + table.index()))
                    .toList();
        }
    };

    /** A table and its database. */
    record Table(String database, String name) {}

    /** As an index into {@link #tables()}. */
    abstract int tableOf(long user);

    abstract List<Table> tables();

    static Stream<String> databases() {
        return Stream.of(values())
                .flatMap(layout -> layout.tables().stream())
                .map(Table::database)
                .distinct();
    }
}
