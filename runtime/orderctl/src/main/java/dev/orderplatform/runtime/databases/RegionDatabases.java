package dev.orderplatform.runtime.databases;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.ShardMap.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A region's databases, open for reading: the four of its orders, each with eight tables a kind, and its inventory. */
public final class RegionDatabases implements AutoCloseable {

    private final RegionData region;
    private final List<ReadOnlyDatabase> orders = new ArrayList<>();
    private final ReadOnlyDatabase inventory;

    private RegionDatabases(RegionData region, ReadOnlyDatabase inventory) {
        this.region = region;
        this.inventory = inventory;
    }

    /** What is done with each row, and in which of the 32 tables it lies. */
    @FunctionalInterface
    public interface OrderRow {
        void read(Table table, ResultSet row) throws SQLException;
    }

    public static RegionDatabases open(RegionData region) {
        var inventory = ReadOnlyDatabase.open(region.postgres(), "inventory", region.auditor());
        var databases = new RegionDatabases(region, inventory);
        try {
            for (var n = 0; n < ShardMap.DATABASES; n++) {
                databases.orders.add(ReadOnlyDatabase.open(region.postgres(), "order_ds_" + n, region.auditor()));
            }
            return databases;
        } catch (RuntimeException e) {
            databases.close();
            throw e;
        }
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

    /** Runs a query once a physical table, {@code {n}} in it being the table's number within its database. */
    public void eachTable(String query, OrderRow row) {
        for (var number = 0; number < ShardMap.TABLES; number++) {
            var table = new Table(number);
            orders.get(table.database())
                    .each(query.replace("{n}", Integer.toString(table.index())), found -> row.read(table, found));
        }
    }

    /** The sum of the query's number over the 32 tables. */
    public long sumOfTables(String query) {
        var sum = new long[1];
        eachTable(query, (_, row) -> sum[0] += row.getLong(1));
        return sum[0];
    }

    @Override
    public void close() {
        inventory.close();
        orders.forEach(ReadOnlyDatabase::close);
    }
}
