package dev.orderplatform.order.sharding;

import dev.orderplatform.ids.ShardMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A statement over many orders of one table, which names that table and, by a hint, its database: there is nothing left to
 * route. Rows and keys come as one array a column, so there is one text and one plan a table, however many they are.
 * Routed row by row a batch costs several times as much (decision 0012).
 */
public final class TableStatement {
    private final List<String> texts;

    /** @param sql with {@code {n}} where a table's index stands */
    public TableStatement(String sql) {
        texts = IntStream.range(0, ShardMap.TABLES)
                .mapToObj(ShardMap.Table::new)
                .map(table -> hint(table) + sql.replace("{n}", Integer.toString(table.index())))
                .toList();
    }

    public String of(ShardMap.Table table) {
        return texts.get(table.number());
    }

    /** What the sharding driver passes on to the table's database unchanged begins with this comment. */
    public static String hint(ShardMap.Table table) {
        return "/* SHARDINGSPHERE_HINT: DATA_SOURCE_NAME=" + Shards.name(table.database())
                + ", SKIP_METADATA_VALIDATE=true */ ";
    }
}
