package dev.orderplatform.logistics.jdbc;

import dev.orderplatform.logistics.domain.Booking;
import dev.orderplatform.logistics.domain.Parcel;
import dev.orderplatform.logistics.domain.ParcelId;
import dev.orderplatform.logistics.domain.ParcelStatus;
import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The table t_parcel. */
@Component
final class ParcelTable {
    /** Of the alias {@code p}; {@link #read} reads them. */
    static final String COLUMNS = "p.order_id, p.number, p.parcels, p.status, p.carrier, p.tracking_number, p.lines,"
            + " p.version, p.epoch, p.at";

    private static final String INSERT = """
        INSERT INTO t_parcel (order_id, number, parcels, status, lines, version, epoch, at, changed_at)
        SELECT id, nr, parcels, 'BOOKED', CAST(lines AS jsonb), 1, epoch, at, now()
        FROM unnest(?::bigint[], ?::int[], ?::int[], ?::text[], ?::bigint[], ?::timestamptz[])
          AS e (id, nr, parcels, lines, epoch, at)
        """;
    private static final String LOCK =
            "SELECT " + COLUMNS + " FROM t_parcel p WHERE order_id = ? AND number = ? FOR UPDATE";
    private static final String UPDATE = """
        UPDATE t_parcel
        SET status = ?, carrier = ?, tracking_number = ?, version = ?, epoch = ?, at = ?, changed_at = now()
        WHERE order_id = ? AND number = ?
        """;
    private static final String BOOKED = """
        SELECT number FROM t_parcel WHERE order_id = ? AND status = 'BOOKED' AND number > ? ORDER BY number LIMIT ?
        """;
    private static final String UNBOOKED =
            "SELECT FROM t_parcel WHERE order_id = ? AND status = 'BOOKED' AND tracking_number IS NULL LIMIT 1";

    /** Stores new parcels. */
    void insert(Transaction transaction, List<Parcel> parcels) throws SQLException {
        try (PreparedStatement insert = transaction.prepare(INSERT)) {
            insert.setObject(1, Columns.longs(parcels, parcel -> parcel.id().orderId()));
            insert.setObject(2, Columns.ints(parcels, parcel -> parcel.id().number()));
            insert.setObject(3, Columns.ints(parcels, Parcel::of));
            insert.setObject(4, Columns.texts(parcels, parcel -> Lines.write(parcel.lines())));
            insert.setObject(5, Columns.longs(parcels, Parcel::epoch));
            insert.setObject(6, Columns.texts(parcels, parcel -> parcel.at().toString()));
            insert.executeUpdate();
        }
    }

    /** Locks a parcel until the transaction ends. */
    Optional<Parcel> lock(Transaction transaction, ParcelId id) throws SQLException {
        try (PreparedStatement select = transaction.prepare(LOCK)) {
            select.setLong(1, id.orderId());
            select.setInt(2, id.number());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(read(rows)) : Optional.empty();
            }
        }
    }

    /** Stores the new state of a locked parcel. */
    void update(Transaction transaction, Parcel parcel) throws SQLException {
        try (PreparedStatement update = transaction.prepare(UPDATE)) {
            update.setString(1, parcel.status().name());
            update.setString(2, parcel.booking().map(Booking::carrier).orElse(null));
            update.setString(3, parcel.booking().map(Booking::trackingNumber).orElse(null));
            update.setInt(4, parcel.version());
            update.setLong(5, parcel.epoch());
            update.setObject(6, parcel.at().atOffset(ZoneOffset.UTC));
            update.setLong(7, parcel.id().orderId());
            update.setInt(8, parcel.id().number());
            update.executeUpdate();
        }
    }

    /**
     * An order's parcels that are BOOKED, by number.
     *
     * @param after only those with a greater number
     */
    List<ParcelId> booked(Transaction transaction, long orderId, int after, int limit) throws SQLException {
        try (PreparedStatement select = transaction.prepare(BOOKED)) {
            select.setLong(1, orderId);
            select.setInt(2, after);
            select.setInt(3, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<ParcelId> booked = new ArrayList<>();
                while (rows.next()) {
                    booked.add(new ParcelId(orderId, rows.getInt(1)));
                }
                return booked;
            }
        }
    }

    /** Whether a parcel of the order still has to be booked at the carrier. */
    boolean hasUnbooked(Transaction transaction, long orderId) throws SQLException {
        try (PreparedStatement select = transaction.prepare(UNBOOKED)) {
            select.setLong(1, orderId);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    static Parcel read(ResultSet row) throws SQLException {
        Optional<String> carrier = Optional.ofNullable(row.getString("carrier"));
        String trackingNumber = row.getString("tracking_number");
        return new Parcel(
                new ParcelId(row.getLong("order_id"), row.getInt("number")),
                row.getInt("parcels"),
                Lines.read(row.getString("lines")),
                ParcelStatus.valueOf(row.getString("status")),
                carrier.map(name -> new Booking(name, trackingNumber)),
                row.getInt("version"),
                row.getLong("epoch"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
