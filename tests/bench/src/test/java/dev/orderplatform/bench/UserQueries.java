package dev.orderplatform.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.bench.Layout.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Queries users' orders of thirty days, with one connection and prepared statement for each table of a layout. */
final class UserQueries implements AutoCloseable {
    private static final String RANGE_OF_USER = " FROM %s WHERE user_id = ? AND created_at >= ? AND created_at < ?";
    private static final String QUERY =
            "SELECT order_id, status, total_minor, created_at" + RANGE_OF_USER + " ORDER BY created_at DESC LIMIT 20";
    /** An index-only scan, if the table is vacuumed. */
    private static final String INDEX_ONLY = "SELECT created_at" + RANGE_OF_USER;

    private static final Duration RANGE = Duration.ofDays(30);
    private static final int EXPLAINED = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Layout layout;
    private final List<Connection> connections = new ArrayList<>();
    private final List<PreparedStatement> statements = new ArrayList<>();

    UserQueries(Layout layout, OrderRows.Connections to) throws SQLException {
        this.layout = layout;
        for (Table table : layout.tables()) {
            Connection connection = to.to(table.database());
            connections.add(connection);
            statements.add(connection.prepareStatement(QUERY.formatted(table.name())));
        }
        plan();
    }

    // Warms up the system catalogue, which is not measured: after a restart its pages for 32 tables are cold.
    private void plan() throws SQLException {
        for (int n = 0; n < statements.size(); n++) {
            String name = layout.tables().get(n).name();
            try (var explain = connections.get(n).prepareStatement("EXPLAIN " + QUERY.formatted(name))) {
                bind(explain, 1, new SplittableRandom(1));
                explain.execute();
            }
        }
    }

    /** Microseconds of each user's query, including the round trip. */
    long[] run(long[] users) throws SQLException {
        var random = new SplittableRandom(users.length);
        long[] micros = new long[users.length];
        for (int n = 0; n < users.length; n++) {
            PreparedStatement statement = statements.get(layout.tableOf(users[n]));
            bind(statement, users[n], random);
            long began = System.nanoTime();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    assertThat(found.getLong(1)).isPositive();
                }
            }
            micros[n] = (System.nanoTime() - began) / 1_000;
        }
        return micros;
    }

    /** Median microseconds of a round trip: of a statement that touches no page. */
    double roundTripMicros() throws SQLException {
        long[] micros = new long[1_000];
        try (var nothing = connections.getFirst().prepareStatement("SELECT 1")) {
            for (int n = 0; n < micros.length; n++) {
                long began = System.nanoTime();
                nothing.executeQuery().close();
                micros[n] = (System.nanoTime() - began) / 1_000;
            }
        }
        Arrays.sort(micros);
        return micros[micros.length / 2];
    }

    /** Pages touched by a query, averaged over some of the users. */
    double pages(long[] users) throws SQLException {
        return pages(QUERY, users);
    }

    /** Pages touched in the index: its depth plus one or two leaves. */
    double indexPages(long[] users) throws SQLException {
        return pages(INDEX_ONLY, users);
    }

    private double pages(String query, long[] users) throws SQLException {
        var random = new SplittableRandom(users.length);
        long pages = 0;
        long[] some = Arrays.copyOf(users, Math.min(users.length, EXPLAINED));
        for (long user : some) {
            int table = layout.tableOf(user);
            String name = layout.tables().get(table).name();
            try (var explain = connections
                    .get(table)
                    .prepareStatement("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + query.formatted(name))) {
                bind(explain, user, random);
                pages += pagesOf(explain);
            }
        }
        return pages / (double) some.length;
    }

    private static long pagesOf(PreparedStatement explain) throws SQLException {
        try (ResultSet plan = explain.executeQuery()) {
            plan.next();
            JsonNode root = JSON.readTree(plan.getString(1)).get(0).get("Plan");
            return root.get("Shared Hit Blocks").asLong()
                    + root.get("Shared Read Blocks").asLong();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void bind(PreparedStatement statement, long user, SplittableRandom random) throws SQLException {
        var from = OrderRows.BEGIN
                .plusSeconds(random.nextLong(OrderRows.SPAN.minus(RANGE).toSeconds()))
                .atOffset(ZoneOffset.UTC);
        statement.setLong(1, user);
        statement.setObject(2, from);
        statement.setObject(3, from.plus(RANGE));
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
