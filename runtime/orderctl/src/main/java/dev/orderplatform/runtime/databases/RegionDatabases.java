package dev.orderplatform.runtime.databases;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.ShardMap.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Read-only connections to a region's databases: four order databases with eight tables of each kind, and inventory.
 */
public final class RegionDatabases implements AutoCloseable {

    private final RegionData region;
    private final DatabaseConnections connections;
    private final List<ReadOnlyDatabase> orders = new ArrayList<>();
    private final ReadOnlyDatabase inventory;

    private RegionDatabases(RegionData region, DatabaseConnections connections) {
        this.region = region;
        this.connections = connections;
        this.inventory = connect("inventory");
        for (var n = 0; n < ShardMap.DATABASES; n++) {
            orders.add(connect("order_ds_" + n));
        }
    }

    private ReadOnlyDatabase connect(String database) {
        return connections.to(region.postgres(), database, region.auditor());
    }

    /** Handles one row of one of the 32 tables. */
    @FunctionalInterface
    public interface OrderRow {
        void read(Table table, ResultSet row) throws SQLException;
    }

    public static RegionDatabases open(RegionData region) {
        var connections = new DatabaseConnections();
        try {
            return open(region, connections);
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    /** On shared connections. Close those, not this: closing this closes all of them. */
    public static RegionDatabases open(RegionData region, DatabaseConnections connections) {
        return new RegionDatabases(region, connections);
    }

    public RegionData region() {
        return region;
    }

    public ReadOnlyDatabase inventory() {
        return inventory;
    }

    public List<ReadOnlyDatabase> orders() {
        return List.copyOf(orders);
    }

    /** Runs a query on each physical table; {@code {n}} stands for the table's number within its database. */
    public void eachTable(String query, OrderRow row) {
        for (var number = 0; number < orders.size(); number++) {
            var database = number;
            orders.get(database).each(ofAllTables(query, database), found -> {
                var table = found.getInt(found.getMetaData().getColumnCount());
                row.read(new Table(table), found);
            });
        }
    }

    // One statement a database: a statement of its own for each table takes longer than to read small tables.
    private static String ofAllTables(String query, int database) {
        return IntStream.range(0, ShardMap.TABLES_PER_DATABASE)
                .mapToObj(index -> "SELECT *, %d FROM (%s) AS t"
                        .formatted(
                                database * ShardMap.TABLES_PER_DATABASE + index,
                                query.replace("{n}", Integer.toString(index))))
                .collect(Collectors.joining(" UNION ALL "));
    }

    /** Sums up the query's result over the 32 tables. */
    public long sumOfTables(String query) {
        var sum = new long[1];
        eachTable(query, (_, row) -> sum[0] += row.getLong(1));
        return sum[0];
    }

    @Override
    public void close() {
        connections.close();
    }
}
