package dev.orderplatform.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.bench.Layout.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The same orders for every layout: on average fifty a user, spread over a year. */
final class OrderRows {
    static final String SCHEMA = """
        CREATE TABLE %s (
          order_id bigint NOT NULL PRIMARY KEY, user_id bigint NOT NULL, idempotency_key text NOT NULL,
          status text NOT NULL, version integer NOT NULL, region text NOT NULL, total_minor bigint NOT NULL,
          currency text NOT NULL, created_at timestamptz NOT NULL, history jsonb NOT NULL)\
        """;

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration SPAN = Duration.ofDays(365);

    private static final int ORDERS_PER_USER = 50;
    private static final int CHUNK = 1 << 16;

    private OrderRows() {}

    /** The number of users, starting with 1. */
    static long users(long rows) {
        return rows / ORDERS_PER_USER;
    }

    /** Opens a connection to a database. */
    interface Connections {
        Connection to(String database) throws SQLException;
    }

    /** Fills the empty tables of a layout. */
    static void copy(Layout layout, long rows, Connections connections) throws SQLException {
        List<Copy> copies = new ArrayList<>();
        for (Table table : layout.tables()) {
            copies.add(new Copy(connections.to(table.database()), table.name()));
        }
        var random = new SplittableRandom(rows);
        long stepMillis = SPAN.toMillis() / rows;
        for (long order = 1; order <= rows; order++) {
            long user = 1 + random.nextLong(users(rows));
            Instant at = BEGIN.plusMillis(order * stepMillis);
            copies.get(layout.tableOf(user)).add(order, user, random.nextInt(100, 100_000), at);
        }
        for (Copy copy : copies) {
            copy.end();
        }
    }

    /** COPY into one table. */
    private static final class Copy {
        private final Connection connection;
        private final CopyIn copy;
        private final StringBuilder chunk = new StringBuilder(CHUNK + 512);

        Copy(Connection connection, String table) throws SQLException {
            this.connection = connection;
            this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " FROM STDIN");
        }

        void add(long order, long user, int total, Instant at) throws SQLException {
            chunk.append(order)
                    .append('\t')
                    .append(user)
                    .append("\tkey-")
                    .append(order)
                    .append("\tCONFIRMED\t3\teast\t")
                    .append(total)
                    .append("\tCNY\t")
                    .append(at)
                    .append("\t[{\"status\":\"PENDING\",\"at\":\"")
                    .append(at)
                    .append("\"},{\"status\":\"CONFIRMED\",\"at\":\"")
                    .append(at)
                    .append("\"}]\n");
            if (chunk.length() >= CHUNK) {
                send();
            }
        }

        private void send() throws SQLException {
            byte[] bytes = chunk.toString().getBytes(UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            chunk.setLength(0);
        }

        void end() throws SQLException {
            send();
            copy.endCopy();
            connection.close();
        }
    }
}
