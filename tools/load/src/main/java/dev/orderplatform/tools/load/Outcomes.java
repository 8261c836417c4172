package dev.orderplatform.tools.load;

import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.runtime.process.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Outcomes of the orders of a time window, counted in the databases: polling the API would add load to the measurement.
 *
 * @param undecided still PENDING at the timeout
 * @param settledAfter time from the window's end until the last order was decided
 * @param confirmationMillis times from creation to confirmation
 */
record Outcomes(long confirmed, long rejected, long undecided, Duration settledAfter, Histogram confirmationMillis) {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String UNDECIDED = """
        SELECT count(*) FROM t_order_{n} WHERE status IN ('PENDING', 'UNDECIDED')
        AND created_at >= '{from}' AND created_at < '{to}' AND region = '{region}'
        """;
    private static final String DECIDED = """
        SELECT history -> 1 ->> 'status',
               extract(epoch FROM (history -> 1 ->> 'at')::timestamptz - created_at) * 1000
        FROM t_order_{n} WHERE jsonb_array_length(history) > 1
        AND created_at >= '{from}' AND created_at < '{to}' AND region = '{region}'
        """;

    /** Waits until each order of the window is decided, then counts. */
    static Outcomes of(PlatformData data, Instant from, Instant to) {
        var regions = new ArrayList<RegionDatabases>();
        try {
            data.regions().forEach(region -> regions.add(RegionDatabases.open(region)));
            Await.until(TIMEOUT, () -> undecided(regions, from, to) == 0);
            return count(regions, from, to, Duration.between(to, Instant.now()));
        } finally {
            regions.forEach(RegionDatabases::close);
        }
    }

    private static Outcomes count(List<RegionDatabases> regions, Instant from, Instant to, Duration settledAfter) {
        var confirmation = new Histogram(Duration.ofHours(1).toMillis(), 3);
        var rejected = new long[1];
        for (var region : regions) {
            region.eachTable(query(DECIDED, region, from, to), (_, row) -> {
                if (row.getString(1).equals("CONFIRMED")) {
                    confirmation.recordValue(Math.clamp(row.getLong(2), 0, confirmation.getHighestTrackableValue()));
                } else {
                    rejected[0]++;
                }
            });
        }
        return new Outcomes(
                confirmation.getTotalCount(), rejected[0], undecided(regions, from, to), settledAfter, confirmation);
    }

    private static long undecided(List<RegionDatabases> regions, Instant from, Instant to) {
        return regions.stream()
                .mapToLong(region -> region.sumOfTables(query(UNDECIDED, region, from, to)))
                .sum();
    }

    static String query(String query, RegionDatabases region, Instant from, Instant to) {
        return query.replace("{region}", region.region().name())
                .replace("{from}", from.toString())
                .replace("{to}", to.toString());
    }
}
