package dev.orderplatform.regions;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Connection to the control database, which belongs to no region.
 *
 * @param url JDBC URL
 * @param appUsername role that reads the map
 * @param refresh polling interval, and so the delay until a change of owner is noticed
 * @param timeout timeout of connects and reads
 * @param startTimeout how long the start of an owner waits for the map, and then fails
 */
@ConfigurationProperties("platform.control")
public record ControlProperties(
        String url,
        String appUsername,
        @DefaultValue("") String appPassword,
        @DefaultValue("1s") Duration refresh,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("90s") Duration startTimeout) {

    @Override
    public String toString() {
        return "ControlProperties[" + url + " as " + appUsername + "]"; // keeps passwords out of logs
    }
}
