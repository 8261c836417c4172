package dev.orderplatform.order.ids.jdbc;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * A region's share of the worker ids, which are part of order ids.
 *
 * @param region of this service
 * @param control all regions, in an order that never changes
 */
@ConfigurationProperties("platform")
record WorkerProperties(String region, Control control) {
    private static final int WORKERS_A_REGION = 16;

    record Control(List<String> regions) {}

    int first() {
        int position = control.regions().indexOf(region);
        if (position < 0) {
            throw new IllegalArgumentException(
                    "platform.region must be one of platform.control.regions: " + control.regions());
        }
        return position * WORKERS_A_REGION;
    }

    int last() {
        return first() + WORKERS_A_REGION - 1;
    }
}
