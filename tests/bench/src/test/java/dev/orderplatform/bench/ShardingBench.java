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
 * A user's orders of thirty days, out of one table and out of 32 with the same rows: with an index of the user and without,
 * from a cold cache and from a warm one. Says which part of the difference is pruning, which is the cache and which
 * the depth of the index.
 *
 * <p>{@code mvn verify -Pbench -pl tests/bench -am -Dit.test=ShardingBench -Dbench.millions=5,20}; it takes 1 GB of
 * disk for a million rows while it runs.
 */
class ShardingBench {
    private static final String NAME = "sharding";

    /** How rows are found, and from how warm a cache. */
    private enum Look {
        SCAN_COLD(1, 5),
        SCAN_WARM(9, 1),
        INDEX_COLD(50, 5),
        INDEX_WARM(2_000, 1);

        /** Users that are asked for at a time. */
        private final int probes;

        /** How often: each time the cache is made cold again, if it shall be. */
        private final int times;

        Look(int probes, int times) {
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
     * @param pages that one query touched, on the average
     * @param indexPages that the same question took of the index alone
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

    /** Both layouts of the same rows, in one server. */
    private record Comparison(TemporaryPostgres postgres, long rows) {

        void run() throws SQLException {
            Map<Look, Map<Layout, Result>> results = new EnumMap<>(Look.class);
            for (Layout layout : Layout.values()) {
                each(layout, "CREATE TABLE", table -> OrderRows.SCHEMA.formatted(table.name()));
                OrderRows.copy(layout, rows, this::connect);
                each(layout, "VACUUM", table -> "VACUUM (ANALYZE) " + table.name());
            }
            look(results, Look.SCAN_COLD, Look.SCAN_WARM);
            for (Layout layout : Layout.values()) {
                each(layout, "CREATE INDEX", table -> "CREATE INDEX ON " + table.name() + " (user_id, created_at)");
            }
            look(results, Look.INDEX_COLD, Look.INDEX_WARM);
            report(results);
        }

        // One layout right after the other: what else the machine does meets both.
        private void look(Map<Look, Map<Layout, Result>> results, Look... looks) throws SQLException {
            for (Look look : looks) {
                for (Layout layout : Layout.values()) {
                    results.computeIfAbsent(look, _ -> new EnumMap<>(Layout.class))
                            .put(layout, look(layout, look));
                }
            }
        }

        private Result look(Layout layout, Look look) throws SQLException {
            long[] micros = new long[look.times * look.probes];
            double pages = 0;
            double indexPages = 0;
            for (int time = 0; time < look.times; time++) {
                // The same users of both layouts, others each time.
                long[] users = new SplittableRandom(look.ordinal() + 10L * time)
                        .longs(look.probes, 1, OrderRows.users(rows) + 1)
                        .toArray();
                if (look.cold()) {
                    ColdCache.make(postgres, dataFolder());
                }
                try (var looks = new Looks(layout, this::connect)) {
                    if (!look.cold()) {
                        looks.run(users);
                    }
                    System.arraycopy(looks.run(users), 0, micros, time * look.probes, look.probes);
                    pages += looks.pages(users) / look.times;
                    indexPages += look.indexed() ? looks.indexPages(users) / look.times : 0;
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

        private void report(Map<Look, Map<Layout, Result>> results) throws SQLException {
            MarkdownTable table = new MarkdownTable(
                    "look", "1 table: p50 ms", "p99 ms", "pages", "32 tables: p50 ms", "p99 ms", "pages", "1 / 32");
            for (Look look : Look.values()) {
                Result one = of(results, look, Layout.ONE_TABLE);
                Result many = of(results, look, Layout.SHARDED);
                table.row(
                        look.title(),
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
                    "%,d rows, %,d users; a query that needs no page takes %.2f ms, of all figures"
                            .formatted(rows, OrderRows.users(rows), wayMillis()));
            parts(results).publish(NAME, "What of it is what, at %,d rows".formatted(rows));
        }

        private double wayMillis() throws SQLException {
            try (var looks = new Looks(Layout.ONE_TABLE, this::connect)) {
                return looks.wayMicros() / 1e3;
            }
        }

        /** Each part by the pair of looks that differ in nothing else. */
        private static MarkdownTable parts(Map<Look, Map<Layout, Result>> results) {
            Result scanOne = of(results, Look.SCAN_WARM, Layout.ONE_TABLE);
            Result scanMany = of(results, Look.SCAN_WARM, Layout.SHARDED);
            Result indexOne = of(results, Look.INDEX_WARM, Layout.ONE_TABLE);
            Result indexMany = of(results, Look.INDEX_WARM, Layout.SHARDED);
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
                            times(coldOverWarm(results, Layout.ONE_TABLE, Look.SCAN_COLD, Look.SCAN_WARM)),
                            times(coldOverWarm(results, Layout.SHARDED, Look.SCAN_COLD, Look.SCAN_WARM)),
                            "")
                    .row(
                            "cache: cold over warm p50, with the index",
                            times(coldOverWarm(results, Layout.ONE_TABLE, Look.INDEX_COLD, Look.INDEX_WARM)),
                            times(coldOverWarm(results, Layout.SHARDED, Look.INDEX_COLD, Look.INDEX_WARM)),
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

        // Both layouts are the same size in all, so on one machine either is cached as well as the other. What sharding
        // can bring is the memory of more machines: this factor, for the rows that were not cached before.
        private static double coldOverWarm(
                Map<Look, Map<Layout, Result>> results, Layout layout, Look cold, Look warm) {
            return of(results, cold, layout).millis(0.5)
                    / of(results, warm, layout).millis(0.5);
        }

        private static Result of(Map<Look, Map<Layout, Result>> results, Look look, Layout layout) {
            return requireNonNull(requireNonNull(results.get(look)).get(layout));
        }

        private static String times(double factor) {
            return Spread.number(factor, 1) + "×";
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
