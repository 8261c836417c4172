package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.RegionDatabases;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The parcels of each shipped order hold its lines; order-service, logistics-service and carrier agree on them. */
final class ShippedParcels implements Invariant {

    private static final String SHIPPED = """
        SELECT order_id FROM t_order_{n} WHERE region = '{region}' AND history @> '[{"status":"SHIPPED"}]'
          AND status IN ('SHIPPED', 'DELIVERED', 'REFUND_PENDING', 'REFUNDED')
        """;
    private static final String OTHER_UNITS = """
        WITH shipped AS ({shipped}), ordered AS (
          SELECT order_id, sku, sum(quantity) AS units FROM shipped JOIN t_order_item_{n} USING (order_id) GROUP BY 1, 2
        ), packed AS (
          SELECT order_id, line.sku, sum(line.quantity) AS units FROM shipped JOIN t_parcel_{n} p USING (order_id),
            jsonb_to_recordset(p.lines) AS line (sku text, quantity bigint) GROUP BY 1, 2
        )
        SELECT order_id, sku, coalesce(ordered.units, 0), coalesce(packed.units, 0)
        FROM ordered FULL JOIN packed USING (order_id, sku) WHERE ordered.units IS DISTINCT FROM packed.units
        """.replace("{shipped}", SHIPPED);
    private static final String OTHER_NUMBERS = """
        WITH shipped AS ({shipped})
        SELECT order_id, count(*), max(parcels) FROM shipped JOIN t_parcel_{n} USING (order_id) GROUP BY order_id
        HAVING count(DISTINCT number) <> count(*) OR min(parcels) <> count(*) OR max(parcels) <> count(*)
        """.replace("{shipped}", SHIPPED);

    /** All that an event has of a parcel. */
    private static final String WHOLE =
            "hashtextextended(concat_ws('|', parcels, p.status, carrier, tracking_number, lines, p.epoch, p.version), 0)";

    private static final String SHOWN = "SELECT p.order_id, number, " + WHOLE
            + " FROM t_parcel_{n} p JOIN t_order_{n} o USING (order_id) WHERE o.region = '{region}'";
    private static final String STORED =
            "SELECT order_id, number, " + WHOLE + ", p.status, tracking_number, changed_at FROM t_parcel p";

    private final Ledgers ledgers;

    ShippedParcels(Ledgers ledgers) {
        this.ledgers = ledgers;
    }

    @Override
    public int id() {
        return 11;
    }

    @Override
    public String title() {
        return "the parcels of shipped orders hold their lines, and are as the carrier says";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        for (var region : evidence.regions()) {
            checkLines(region, findings);
            checkParcels(region, evidence, findings);
            Unresolved.in(evidence.logistics(region)).forEach(findings::breach);
        }
        ledgers.carrier()
                .forEachLeft(parcel -> findings.breach("%d: the carrier has parcel %s, logistics-service does not"
                        .formatted(parcel.orderId(), parcel)));
    }

    private static void checkLines(RegionDatabases region, Findings findings) {
        region.eachTable(
                in(region, OTHER_UNITS),
                (_, row) -> findings.breach("%d: %d units of %s ordered, %d in its parcels"
                        .formatted(row.getLong(1), row.getLong(3), row.getString(2), row.getLong(4))));
        region.eachTable(
                in(region, OTHER_NUMBERS),
                (_, row) -> findings.breach("%d: %d parcels, not numbers 1 to %d"
                        .formatted(row.getLong(1), row.getLong(2), row.getLong(3))));
    }

    private void checkParcels(RegionDatabases region, Evidence evidence, Findings findings) {
        var shown = new PartMap();
        region.eachTable(in(region, SHOWN), (_, row) -> shown.put(id(row), whole(row)));
        evidence.logistics(region).each(STORED, row -> {
            findings.checked(1);
            var id = id(row);
            // An event about it may be on its way.
            var isRecent = ledgers.isRecent(row.getTimestamp("changed_at").toInstant());
            if (shown.get(id) != whole(row) && !isRecent) {
                findings.breach("%d: order-service %s parcel %s".formatted(
                        id.orderId(), shown.get(id) == 0 ? "does not have" : "has another version of", id));
            }
            shown.remove(id);
            var stored =
                    new StoredParcel(id, row.getString("status"), Optional.ofNullable(row.getString("tracking_number")));
            ledgers.carrier()
                    .takeDifference(stored)
                    .ifPresent(text -> findings.breach("%d: parcel %s is %s".formatted(id.orderId(), id, text)));
        });
        shown.forEach((parcel, _) -> findings.breach("%d: order-service has parcel %s, logistics-service does not"
                .formatted(parcel.orderId(), parcel)));
    }

    private static PartId id(ResultSet row) throws SQLException {
        return new PartId(row.getLong(1), row.getInt(2));
    }

    /** Not zero. */
    private static long whole(ResultSet row) throws SQLException {
        return row.getLong(3) | 1;
    }

    private static String in(RegionDatabases region, String query) {
        return query.replace("{region}", region.region().name());
    }
}
