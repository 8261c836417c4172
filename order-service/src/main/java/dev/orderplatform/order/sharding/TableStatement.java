package dev.orderplatform.order.sharding;

import dev.orderplatform.ids.ShardMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A statement over one physical table, and the only way to name one: {@code {n}} stands where the table's index does. Rows and
 * keys come as one array a column, so there is one text and one plan a table, however many they are. Routed row by row a
 * batch costs several times as much (decision 0012).
 */
public final class TableStatement {
    private final List<String> plain;
    private final List<String> hinted;

    /** @param sql with {@code {n}} where a table's index stands */
    public TableStatement(String sql) {
        this.plain = tables().map(table -> sql.replace("{n}", Integer.toString(table.index())))
                .toList();
        this.hinted =
                tables().map(table -> hint(table) + plain.get(table.number())).toList();
    }

    /** For the sharded data source: a hint names the database, so that nothing is left to route. */
    public String of(ShardMap.Table table) {
        return hinted.get(table.number());
    }

    /** For the table's own database. */
    public String beneath(ShardMap.Table table) {
        return plain.get(table.number());
    }

    /** For a database: the same over all its tables. */
    public String unionOfTables() {
        return String.join(" UNION ALL ", plain.subList(0, ShardMap.TABLES_PER_DATABASE));
    }

    /** What the sharding driver passes on to the table's database unchanged begins with this comment. */
    public static String hint(ShardMap.Table table) {
        return "/* SHARDINGSPHERE_HINT: DATA_SOURCE_NAME=" + Shards.name(table.database())
                + ", SKIP_METADATA_VALIDATE=true */ ";
    }

    /** The physical table of a logical one. */
    public static String name(String logicalTable, ShardMap.Table table) {
        return logicalTable + "_" + table.index();
    }

    /** All tables of a region. */
    public static Stream<ShardMap.Table> tables() {
        return IntStream.range(0, ShardMap.TABLES).mapToObj(ShardMap.Table::new);
    }
}
