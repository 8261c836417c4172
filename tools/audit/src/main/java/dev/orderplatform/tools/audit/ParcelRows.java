package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.RegionDatabases;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows of parcels, each reduced to a hash of all that its events contain. */
final class ParcelRows {

    /** For a table with the alias p: the parcel's id, and the hash. */
    static final String COLUMNS =
            "p.order_id, p.number, hashtextextended(concat_ws('|', p.parcels, p.status, p.carrier,"
                    + " p.tracking_number, p.lines, p.epoch, p.version), 0)";

    private static final String OF_ORDERS = "SELECT " + COLUMNS
            + " FROM t_parcel_{n} p JOIN t_order_{n} o USING (order_id) WHERE o.region = '{region}'";

    private ParcelRows() {}

    /**
     * Order-service's parcels.
     *
     * @param databases of the region that has the rows
     * @param home the region of their orders
     */
    static PartMap ofOrders(RegionDatabases databases, String home) {
        var rows = new PartMap();
        databases.eachTable(OF_ORDERS.replace("{region}", home), (_, row) -> rows.put(id(row), hash(row)));
        return rows;
    }

    /** Logistics-service's parcels. */
    static PartMap ofLogistics(ReadOnlyDatabase database, String table) {
        var rows = new PartMap();
        database.each("SELECT " + COLUMNS + " FROM " + table + " p", row -> rows.put(id(row), hash(row)));
        return rows;
    }

    static PartId id(ResultSet row) throws SQLException {
        return new PartId(row.getLong(1), row.getInt(2));
    }

    /** Not zero. */
    static long hash(ResultSet row) throws SQLException {
        return row.getLong(3) | 1;
    }
}
