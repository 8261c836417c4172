package dev.orderplatform.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.bench.Layout.Table;
import dev.orderplatform.stack.postgres.PostgresDatabase;
import dev.orderplatform.stack.postgres.PostgresRole;
import dev.orderplatform.stack.testing.ServerSupplier;
import dev.orderplatform.stack.testing.TemporaryPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A user's orders of thirty days, out of one table and out of 32 with the same rows: with an index of the user and without,
 * from a cold cache and from a warm one. Says which part of the difference is pruning, which is the cache and which
 * the depth of the index.
 *
 * <p>{@code mvn verify -Pbench -pl tests/bench -am -Dit.test=ShardingBench -Dbench.millions=5,20}; it takes 1 GB of
 * disk for a million rows while it runs.
 */
class ShardingBench {
    private static final String QUERY = "SELECT order_id, status, total_minor, created_at FROM %s WHERE user_id = ?"
            + " AND created_at >= ? AND created_at < ? ORDER BY created_at DESC LIMIT 20";
    private static final Duration RANGE = Duration.ofDays(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How rows are found, and from how warm a cache. */
    private enum Look {
        SCAN_COLD(1),
        SCAN_WARM(9),
        INDEX_COLD(200),
        INDEX_WARM(2_000);

        /** Users that are asked for. */
        private final int probes;

        Look(int probes) {
            this.probes = probes;
        }
    }

    /**
     * @param micros of each query, sorted
     * @param pages that one query touched, on the average
     */
    private record Result(long[] micros, double pages) {
        double millis(double quantile) {
            return micros[(int) Math.min(micros.length - 1, micros.length * quantile)] / 1e3;
        }
    }

    static LongStream rows() {
        return Arrays.stream(System.getProperty("bench.millions", "5,20").split(","))
                .mapToLong(millions -> (long) (Double.parseDouble(millions) * 1_000_000));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void oneTableAgainstThirtyTwo(long rows) throws SQLException {
        var databases = Layout.databases()
                .map(name -> new PostgresDatabase(name, "owner", List.of()))
                .toList();
        try (var postgres = TemporaryPostgres.start(
                ServerSupplier.PROCESSES, List.of(new PostgresRole("owner", "owner")), databases)) {
            report(
                    rows,
                    new Orders(postgres, Layout.ONE_TABLE, rows).measure(),
                    new Orders(postgres, Layout.SHARDED, rows).measure());
        }
    }

    /** The rows of one layout. */
    private record Orders(TemporaryPostgres postgres, Layout layout, long rows) {

        /** A result for each way to look. */
        List<Result> measure() throws SQLException {
            each("CREATE TABLE", table -> OrderRows.SCHEMA.formatted(table.name()));
            OrderRows.copy(layout, rows, this::connect);
            each("VACUUM", table -> "VACUUM (ANALYZE) " + table.name());
            List<Result> results = new ArrayList<>(List.of(look(Look.SCAN_COLD), look(Look.SCAN_WARM)));
            each("CREATE INDEX", table -> "CREATE INDEX ON " + table.name() + " (user_id, created_at)");
            results.addAll(List.of(look(Look.INDEX_COLD), look(Look.INDEX_WARM)));
            return results;
        }

        private Result look(Look look) throws SQLException {
            var random = new SplittableRandom(look.ordinal());
            long[] users =
                    random.longs(look.probes, 1, OrderRows.users(rows) + 1).toArray();
            boolean cold = look == Look.SCAN_COLD || look == Look.INDEX_COLD;
            if (cold) {
                ColdCache.make(postgres, dataFolder());
            }
            try (var queries = new Queries()) {
                if (!cold) {
                    queries.run(users);
                }
                long[] micros = queries.run(users);
                Arrays.sort(micros);
                return new Result(micros, queries.pages(users));
            }
        }

        private Path dataFolder() throws SQLException {
            try (var connection = connect("postgres");
                    var rows = connection.createStatement().executeQuery("SHOW data_directory")) {
                rows.next();
                return Path.of(rows.getString(1));
            }
        }

        private interface Sql {
            String on(Table table);
        }

        private void each(String what, Sql sql) throws SQLException {
            long began = System.nanoTime();
            for (Table table : layout.tables()) {
                try (var connection = connect(table.database());
                        var statement = connection.createStatement()) {
                    statement.execute(sql.on(table));
                }
            }
            print("%s of %,d rows, %s: %d s", what, rows, layout, (System.nanoTime() - began) / 1_000_000_000);
        }

        private Connection connect(String database) throws SQLException {
            return DriverManager.getConnection(
                    postgres.url(database), TemporaryPostgres.SUPERUSER, TemporaryPostgres.SUPERUSER);
        }

        /** A connection a table, its query prepared. */
        private final class Queries implements AutoCloseable {
            private final List<Connection> connections = new ArrayList<>();
            private final List<PreparedStatement> statements = new ArrayList<>();

            Queries() throws SQLException {
                for (Table table : layout.tables()) {
                    Connection connection = connect(table.database());
                    connections.add(connection);
                    statements.add(connection.prepareStatement(QUERY.formatted(table.name())));
                }
            }

            /** Microseconds of each user's query. */
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

            /** Of a few of the users. */
            double pages(long[] users) throws SQLException {
                var random = new SplittableRandom(users.length);
                List<Integer> pages = new ArrayList<>();
                for (long user : Arrays.copyOf(users, Math.min(users.length, 20))) {
                    int table = layout.tableOf(user);
                    try (var explain = connections
                            .get(table)
                            .prepareStatement("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "
                                    + QUERY.formatted(layout.tables().get(table).name()))) {
                        bind(explain, user, random);
                        try (ResultSet plan = explain.executeQuery()) {
                            plan.next();
                            JsonNode root =
                                    JSON.readTree(plan.getString(1)).get(0).get("Plan");
                            pages.add(root.get("Shared Hit Blocks").asInt()
                                    + root.get("Shared Read Blocks").asInt());
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }
                return pages.stream().mapToInt(n -> n).average().orElseThrow();
            }

            private static void bind(PreparedStatement statement, long user, SplittableRandom random)
                    throws SQLException {
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
    }

    private static void report(long rows, List<Result> ones, List<Result> manies) {
        print("%n%,d rows, %,d users", rows, OrderRows.users(rows));
        print(
                "%-10s %12s %12s %12s %12s %12s %12s %7s",
                "", "1: p50 ms", "p99 ms", "pages", "32: p50 ms", "p99 ms", "pages", "1/32");
        for (Look look : Look.values()) {
            Result one = ones.get(look.ordinal());
            Result many = manies.get(look.ordinal());
            print(
                    "%-10s %12.2f %12.2f %12.0f %12.2f %12.2f %12.0f %6.1f×",
                    look.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    one.millis(0.5),
                    one.millis(0.99),
                    one.pages,
                    many.millis(0.5),
                    many.millis(0.99),
                    many.pages,
                    one.millis(0.5) / many.millis(0.5));
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
