package dev.orderplatform.bench;

import static java.util.Objects.requireNonNull;

import dev.orderplatform.bench.Layout.Table;
import dev.orderplatform.runtime.postgres.PostgresDatabase;
import dev.orderplatform.runtime.postgres.PostgresRole;
import dev.orderplatform.servers.ServerSupplier;
import dev.orderplatform.servers.TemporaryPostgres;
import dev.orderplatform.tools.bench.MarkdownTable;
import dev.orderplatform.tools.bench.Spread;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Queries a user's orders of thirty days from one table and from 32 tables with the same rows: with and without an
 * index on the user, with cold and warm cache. Shows how much of the difference is due to pruning, cache and index
 * depth.
 *
 * <p>{@code mvn verify -Pbench -pl tests/bench -am -Dit.test=ShardingBench -Dbench.millions=5,20}; needs 1 GB of disk
 * for each million rows.
 */
class ShardingBench {
    private static final String NAME = "sharding";

    /** The access path and the state of the cache. */
    private enum QueryCase {
        SCAN_COLD(1, 5),
        SCAN_WARM(9, 1),
        INDEX_COLD(50, 5),
        INDEX_WARM(2_000, 1);

        /** Number of users in a repetition. */
        private final int probes;

        /** Number of repetitions; for a cold case, the cache is evicted before each. */
        private final int times;

        QueryCase(int probes, int times) {
            this.probes = probes;
            this.times = times;
        }

        boolean cold() {
            return this == SCAN_COLD || this == INDEX_COLD;
        }

        boolean indexed() {
            return this == INDEX_COLD || this == INDEX_WARM;
        }

        String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * @param micros of each query, sorted
     * @param pages average number of pages touched by a query
     * @param indexPages average number of pages touched in the index
     */
    private record Result(long[] micros, double pages, double indexPages) {
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
            new Comparison(postgres, rows).run();
        }
    }

    /** Compares both layouts with the same rows on one server. */
    private record Comparison(TemporaryPostgres postgres, long rows) {

        void run() throws SQLException {
            Map<QueryCase, Map<Layout, Result>> results = new EnumMap<>(QueryCase.class);
            for (Layout layout : Layout.values()) {
                each(layout, "CREATE TABLE", table -> OrderRows.SCHEMA.formatted(table.name()));
                OrderRows.copy(layout, rows, this::connect);
                each(layout, "VACUUM", table -> "VACUUM (ANALYZE) " + table.name());
            }
            measure(results, QueryCase.SCAN_COLD, QueryCase.SCAN_WARM);
            for (Layout layout : Layout.values()) {
                each(layout, "CREATE INDEX", table -> "CREATE INDEX ON " + table.name() + " (user_id, created_at)");
            }
            measure(results, QueryCase.INDEX_COLD, QueryCase.INDEX_WARM);
            report(results);
        }

        // Alternates the layouts, so that other load on the machine affects both.
        private void measure(Map<QueryCase, Map<Layout, Result>> results, QueryCase... queries) throws SQLException {
            for (QueryCase queryCase : queries) {
                for (Layout layout : Layout.values()) {
                    results.computeIfAbsent(queryCase, _ -> new EnumMap<>(Layout.class))
                            .put(layout, measure(layout, queryCase));
                }
            }
        }

        private Result measure(Layout layout, QueryCase queryCase) throws SQLException {
            long[] micros = new long[queryCase.times * queryCase.probes];
            double pages = 0;
            double indexPages = 0;
            for (int time = 0; time < queryCase.times; time++) {
                // The same users for both layouts, different ones in each repetition.
                long[] users = new SplittableRandom(queryCase.ordinal() + 10L * time)
                        .longs(queryCase.probes, 1, OrderRows.users(rows) + 1)
                        .toArray();
                if (queryCase.cold()) {
                    ColdCache.evict(postgres, dataFolder());
                }
                try (var queries = new UserQueries(layout, this::connect)) {
                    if (!queryCase.cold()) {
                        queries.run(users);
                    }
                    System.arraycopy(queries.run(users), 0, micros, time * queryCase.probes, queryCase.probes);
                    pages += queries.pages(users) / queryCase.times;
                    indexPages += queryCase.indexed() ? queries.indexPages(users) / queryCase.times : 0;
                }
            }
            Arrays.sort(micros);
            return new Result(micros, pages, indexPages);
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

        private void each(Layout layout, String what, Sql sql) throws SQLException {
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

        private void report(Map<QueryCase, Map<Layout, Result>> results) throws SQLException {
            MarkdownTable table = new MarkdownTable(
                    "query", "1 table: p50 ms", "p99 ms", "pages", "32 tables: p50 ms", "p99 ms", "pages", "1 / 32");
            for (QueryCase queryCase : QueryCase.values()) {
                Result one = of(results, queryCase, Layout.ONE_TABLE);
                Result many = of(results, queryCase, Layout.SHARDED);
                table.row(
                        queryCase.title(),
                        Spread.number(one.millis(0.5), 2),
                        Spread.number(one.millis(0.99), 2),
                        Spread.number(one.pages, 0),
                        Spread.number(many.millis(0.5), 2),
                        Spread.number(many.millis(0.99), 2),
                        Spread.number(many.pages, 0),
                        times(one.millis(0.5) / many.millis(0.5)));
            }
            table.publish(
                    NAME,
                    "%,d rows, %,d users; each figure includes a round trip of %.2f ms"
                            .formatted(rows, OrderRows.users(rows), roundTripMillis()));
            parts(results).publish(NAME, "Parts of the difference, at %,d rows".formatted(rows));
        }

        private double roundTripMillis() throws SQLException {
            try (var queries = new UserQueries(Layout.ONE_TABLE, this::connect)) {
                return queries.roundTripMicros() / 1e3;
            }
        }

        /** Each part is computed from two cases that differ in nothing else. */
        private static MarkdownTable parts(Map<QueryCase, Map<Layout, Result>> results) {
            Result scanOne = of(results, QueryCase.SCAN_WARM, Layout.ONE_TABLE);
            Result scanMany = of(results, QueryCase.SCAN_WARM, Layout.SHARDED);
            Result indexOne = of(results, QueryCase.INDEX_WARM, Layout.ONE_TABLE);
            Result indexMany = of(results, QueryCase.INDEX_WARM, Layout.SHARDED);
            return new MarkdownTable("part", "1 table", "32 tables", "factor")
                    .row(
                            "pruning: pages without an index",
                            Spread.number(scanOne.pages, 0),
                            Spread.number(scanMany.pages, 0),
                            times(scanOne.pages / scanMany.pages))
                    .row(
                            "pruning: warm p50 ms without an index",
                            Spread.number(scanOne.millis(0.5), 2),
                            Spread.number(scanMany.millis(0.5), 2),
                            times(scanOne.millis(0.5) / scanMany.millis(0.5)))
                    .row(
                            "cache: cold over warm p50, without an index",
                            times(coldOverWarm(results, Layout.ONE_TABLE, QueryCase.SCAN_COLD, QueryCase.SCAN_WARM)),
                            times(coldOverWarm(results, Layout.SHARDED, QueryCase.SCAN_COLD, QueryCase.SCAN_WARM)),
                            "")
                    .row(
                            "cache: cold over warm p50, with the index",
                            times(coldOverWarm(results, Layout.ONE_TABLE, QueryCase.INDEX_COLD, QueryCase.INDEX_WARM)),
                            times(coldOverWarm(results, Layout.SHARDED, QueryCase.INDEX_COLD, QueryCase.INDEX_WARM)),
                            "")
                    .row(
                            "depth: pages of the index alone",
                            Spread.number(indexOne.indexPages, 2),
                            Spread.number(indexMany.indexPages, 2),
                            times(indexOne.indexPages / indexMany.indexPages))
                    .row(
                            "depth: warm p50 ms with the index",
                            Spread.number(indexOne.millis(0.5), 3),
                            Spread.number(indexMany.millis(0.5), 3),
                            times(indexOne.millis(0.5) / indexMany.millis(0.5)));
        }

        // Both layouts have the same total size, so one machine caches them equally well. Sharding can add the memory
        // of more machines: this factor, for rows that were not cached before.
        private static double coldOverWarm(
                Map<QueryCase, Map<Layout, Result>> results, Layout layout, QueryCase cold, QueryCase warm) {
            return of(results, cold, layout).millis(0.5)
                    / of(results, warm, layout).millis(0.5);
        }

        private static Result of(Map<QueryCase, Map<Layout, Result>> results, QueryCase queryCase, Layout layout) {
            return requireNonNull(requireNonNull(results.get(queryCase)).get(layout));
        }

        private static String times(double factor) {
            return Spread.number(factor, 1) + "×";
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
