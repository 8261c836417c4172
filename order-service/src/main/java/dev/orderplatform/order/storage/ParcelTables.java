package dev.orderplatform.order.storage;

import dev.orderplatform.order.domain.Parcel;
import dev.orderplatform.order.domain.ParcelStatus;
import dev.orderplatform.order.domain.Parcels;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.sharding.TableStatement;
import dev.orderplatform.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table t_parcel within one transaction, of the sharded data source or, for replicas, of a database. The lock of the
 * order is its lock too. A replica's parcel may arrive before its order.
 */
public final class ParcelTables {
    private static final TableStatement SELECT = new TableStatement("""
        SELECT order_id, number, parcels, status, carrier, tracking_number, lines, epoch, version
        FROM t_parcel_{n} WHERE order_id = ANY (CAST(? AS bigint[]))
        """);
    private static final TableStatement STORE = new TableStatement("""
        INSERT INTO t_parcel_{n} AS t (order_id, number, parcels, status, carrier, tracking_number, lines, epoch, version)
        SELECT id, nr, parcels, state, carrier, tracking, CAST(lines AS jsonb), epoch, version
        FROM unnest(CAST(? AS bigint[]), CAST(? AS int[]), CAST(? AS int[]), CAST(? AS text[]), CAST(? AS text[]),
          CAST(? AS text[]), CAST(? AS text[]), CAST(? AS bigint[]), CAST(? AS int[]))
          AS p (id, nr, parcels, state, carrier, tracking, lines, epoch, version)
        ON CONFLICT (order_id, number) DO UPDATE SET parcels = excluded.parcels, status = excluded.status,
          carrier = excluded.carrier, tracking_number = excluded.tracking_number, lines = excluded.lines,
          epoch = excluded.epoch, version = excluded.version
        WHERE (t.epoch, t.version) < (excluded.epoch, excluded.version)
        """);

    private final Connection connection;

    public ParcelTables(Connection connection) {
        this.connection = connection;
    }

    /** The known parcels of these orders; an order without any has no entry. */
    public Map<Long, Parcels> find(Collection<Long> orderIds) throws SQLException {
        List<Parcel> found = new ArrayList<>();
        for (var share : Shards.byTable(orderIds, Long::longValue).entrySet()) {
            try (PreparedStatement select = connection.prepareStatement(SELECT.of(share.getKey()))) {
                select.setObject(1, Columns.longs(share.getValue(), Long::longValue));
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(read(rows));
                    }
                }
            }
        }
        // Each order's parcels at once: an order of a thousand units has a hundred of them.
        return found.stream()
                .collect(Collectors.groupingBy(
                        Parcel::orderId, Collectors.collectingAndThen(Collectors.toList(), Parcels::of)));
    }

    /**
     * Inserts parcels, or replaces older descriptions of them.
     *
     * @param parcels each parcel once
     */
    public void store(Collection<Parcel> parcels) throws SQLException {
        for (var share : Shards.byTable(parcels, Parcel::orderId).entrySet()) {
            try (PreparedStatement insert = connection.prepareStatement(STORE.of(share.getKey()))) {
                bind(insert, share.getValue());
                insert.executeUpdate();
            }
        }
    }

    private static void bind(PreparedStatement insert, List<Parcel> parcels) throws SQLException {
        insert.setObject(1, Columns.longs(parcels, Parcel::orderId));
        insert.setObject(2, Columns.ints(parcels, Parcel::number));
        insert.setObject(3, Columns.ints(parcels, Parcel::of));
        insert.setObject(4, Columns.texts(parcels, parcel -> parcel.status().name()));
        insert.setObject(5, Columns.texts(parcels, parcel -> parcel.carrier().orElse(null)));
        insert.setObject(
                6, Columns.texts(parcels, parcel -> parcel.trackingNumber().orElse(null)));
        insert.setObject(7, Columns.texts(parcels, parcel -> OrderJson.write(parcel.lines())));
        insert.setObject(8, Columns.longs(parcels, Parcel::epoch));
        insert.setObject(9, Columns.ints(parcels, Parcel::version));
    }

    private static Parcel read(ResultSet row) throws SQLException {
        return new Parcel(
                row.getLong("order_id"),
                row.getInt("number"),
                row.getInt("parcels"),
                ParcelStatus.valueOf(row.getString("status")),
                Optional.ofNullable(row.getString("carrier")),
                Optional.ofNullable(row.getString("tracking_number")),
                OrderJson.parcelLines(row.getString("lines")),
                row.getLong("epoch"),
                row.getInt("version"));
    }
}
