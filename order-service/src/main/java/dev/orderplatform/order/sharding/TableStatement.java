package dev.orderplatform.order.sharding;

import dev.orderplatform.ids.ShardMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A statement on one physical table, and the only way to name such a table: {@code {n}} stands for its index. Rows and
 * keys are passed as one array per column, so that each table has one text and one plan, whatever their number. A batch
 * routed row by row would cost several times as much (decision 0012).
 */
public final class TableStatement {
    private final List<String> plain;
    private final List<String> hinted;

    /** @param sql with {@code {n}} in place of a table's index */
    public TableStatement(String sql) {
        this.plain = tables().map(table -> sql.replace("{n}", Integer.toString(table.index())))
                .toList();
        this.hinted =
                tables().map(table -> hint(table) + plain.get(table.number())).toList();
    }

    /** For the sharded data source. A hint names the database, so no routing is needed. */
    public String of(ShardMap.Table table) {
        return hinted.get(table.number());
    }

    /** For the table's own database. */
    public String beneath(ShardMap.Table table) {
        return plain.get(table.number());
    }

    /** For a database: the same for all its tables. */
    public String unionOfTables() {
        return String.join(" UNION ALL ", plain.subList(0, ShardMap.TABLES_PER_DATABASE));
    }

    /** The sharding driver passes a statement that starts with this comment to the table's database unchanged. */
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
