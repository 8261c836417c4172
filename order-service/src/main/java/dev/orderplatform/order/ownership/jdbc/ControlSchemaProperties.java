package dev.orderplatform.order.ownership.jdbc;

import dev.orderplatform.postgres.DatabaseProperties;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Connects as the owner of the control schema; used for migrations only.
 *
 * @param regions all regions. The very first start assigns the slots to them in this order, round-robin
 * @param startTimeout how long a start waits for it
 */
@ConfigurationProperties("platform.control")
record ControlSchemaProperties(
        String url,
        String appUsername,
        String appPassword,
        String ownerUsername,
        String ownerPassword,
        List<String> regions,
        @DefaultValue("90s") Duration startTimeout) {

    DatabaseProperties database() {
        Duration unused = Duration.ofSeconds(3);
        return new DatabaseProperties(
                url, appUsername, appPassword, ownerUsername, ownerPassword, 1, unused, unused, startTimeout);
    }

    @Override
    public String toString() {
        return "ControlSchemaProperties[" + url + "]"; // no password ever reaches a log
    }
}
