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
 * What became of the paid orders of a time window, counted in the databases.
 *
 * @param paidMillis times from creation to payment, of each order that was ever paid
 * @param deliveredMillis times from creation to delivery
 * @param refunded number of refunded orders
 * @param unfinished paid orders that are neither delivered nor refunded at the timeout
 */
record PaidOrders(Histogram paidMillis, Histogram deliveredMillis, long refunded, long unfinished) {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final String CHANGES = """
        SELECT change ->> 'status', extract(epoch FROM (change ->> 'at')::timestamptz - created_at) * 1000
        FROM t_order_{n}, jsonb_array_elements(history) AS change
        WHERE change ->> 'status' IN ('PAID', 'DELIVERED', 'REFUNDED')
        AND created_at >= '{from}' AND created_at < '{to}' AND region = '{region}'
        """;
    private static final String UNFINISHED = """
        SELECT count(*) FROM t_order_{n} WHERE status IN ('PAID', 'SHIPPED', 'REFUND_PENDING')
        AND created_at >= '{from}' AND created_at < '{to}' AND region = '{region}'
        """;

    /**
     * Waits until so many orders of the window were paid, and all of these are delivered or refunded.
     *
     * @param payments number of accepted payments
     */
    static PaidOrders of(PlatformData data, Instant from, Instant to, long payments) {
        var regions = new ArrayList<RegionDatabases>();
        try {
            data.regions().forEach(region -> regions.add(RegionDatabases.open(region)));
            Await.until(TIMEOUT, POLL_INTERVAL, () -> {
                var orders = count(regions, from, to);
                return orders.unfinished == 0 && orders.paid() >= payments;
            });
            return count(regions, from, to);
        } finally {
            regions.forEach(RegionDatabases::close);
        }
    }

    /** Number of orders that were ever paid. */
    long paid() {
        return paidMillis.getTotalCount();
    }

    private static PaidOrders count(List<RegionDatabases> regions, Instant from, Instant to) {
        var paid = new Histogram(Duration.ofHours(1).toMillis(), 3);
        var delivered = new Histogram(Duration.ofHours(1).toMillis(), 3);
        var refunded = new long[1];
        var unfinished = 0L;
        for (var region : regions) {
            region.eachTable(Outcomes.query(CHANGES, region, from, to), (_, row) -> {
                switch (row.getString(1)) {
                    case "PAID" -> record(paid, row.getLong(2));
                    case "DELIVERED" -> record(delivered, row.getLong(2));
                    default -> refunded[0]++;
                }
            });
            unfinished += region.sumOfTables(Outcomes.query(UNFINISHED, region, from, to));
        }
        return new PaidOrders(paid, delivered, refunded[0], unfinished);
    }

    private static void record(Histogram times, long millis) {
        times.recordValue(Math.clamp(millis, 0, times.getHighestTrackableValue()));
    }
}
