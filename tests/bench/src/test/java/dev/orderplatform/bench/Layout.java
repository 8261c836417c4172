package dev.orderplatform.bench;

import dev.orderplatform.slots.ShardMap;
import dev.orderplatform.slots.Slot;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where the same rows lie. */
enum Layout {
    ONE_TABLE {
        @Override
        Table tableOf(long user) {
            return new Table("single", "orders");
        }

        @Override
        List<Table> tables() {
            return List.of(tableOf(0));
        }
    },
    SHARDED {
        private final ShardMap shards = ShardMap.even();

        @Override
        Table tableOf(long user) {
            return table(shards.tableOf(Slot.ofUser(user)));
        }

        @Override
        List<Table> tables() {
            return IntStream.range(0, ShardMap.TABLES)
                    .mapToObj(number -> table(new ShardMap.Table(number)))
                    .toList();
        }

        private static Table table(ShardMap.Table table) {
            return new Table("shard_" + table.database(), "orders_" + table.index());
        }
    };

    /** A table and its database. */
    record Table(String database, String name) {}

    abstract Table tableOf(long user);

    abstract List<Table> tables();

    static Stream<String> databases() {
        return Stream.of(values())
                .flatMap(layout -> layout.tables().stream())
                .map(Table::database)
                .distinct();
    }
}
