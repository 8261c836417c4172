package dev.orderplatform.runtime.backlog;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.topics.ConsumerLag;
import java.time.Instant;

/** Measures how far the replication of a region's orders is behind. */
final class BrokerMeter implements Meter {

    private final RegionData region;
    private final BacklogFiles files;
    private final ConsumerLag broker;

    BrokerMeter(RegionData region, BacklogFiles files) {
        this.region = region;
        this.files = files;
        this.broker = new ConsumerLag(region.kafka());
    }

    @Override
    public void measure() {
        var now = Instant.now();
        var lag = broker.of(ConsumerLag.REPLICATION, EventStreams.ORDER.topic());
        files.write(region.name(), new BrokerBacklog(now, lag.waiting()));
    }

    @Override
    public void close() {
        broker.close();
    }
}
