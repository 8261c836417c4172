package dev.orderplatform.runtime.backlog;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.databases.RegionDatabases;
import java.time.Instant;

/** Measures what waits in a region's databases. */
final class DatabaseMeter implements Meter {

    private final RegionDatabases databases;
    private final BacklogFiles files;

    DatabaseMeter(RegionData region, BacklogFiles files) {
        this.databases = RegionDatabases.open(region);
        this.files = files;
    }

    @Override
    public void measure() {
        var backlog = new DatabaseBacklog(
                Instant.now(),
                inAllOrderDatabases(WaitingRows.UNPUBLISHED),
                WaitingRows.STORED.in(unknownEventsOfOrders()),
                WaitingRows.STORED.in(databases.inventory()),
                inAllOrderDatabases(WaitingRows.GAPS));
        files.write(databases.region().name(), backlog);
    }

    private Waiting inAllOrderDatabases(WaitingRows rows) {
        return databases.orders().stream().map(rows::in).reduce(Waiting.NONE, Waiting::plus);
    }

    // The table is in all four databases, and used in the first only.
    private ReadOnlyDatabase unknownEventsOfOrders() {
        return databases.orders().getFirst();
    }

    @Override
    public void close() {
        databases.close();
    }
}
