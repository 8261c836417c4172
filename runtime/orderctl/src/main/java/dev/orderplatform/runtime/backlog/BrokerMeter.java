package dev.orderplatform.runtime.backlog;

import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.topics.ConsumerLag;
import java.time.Instant;
import java.util.HashMap;

/** Measures the lag of the consumer groups at a region's broker. */
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
        var lags = new HashMap<String, Long>();
        broker.of(region.consumers()).forEach((consumer, lag) -> lags.put(BrokerBacklog.key(consumer), lag.waiting()));
        files.write(region.name(), new BrokerBacklog(now, lags));
    }

    @Override
    public void close() {
        broker.close();
    }
}
