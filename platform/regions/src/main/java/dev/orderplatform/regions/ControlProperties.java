package dev.orderplatform.regions;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The way to the control database, which belongs to no region.
 *
 * @param url JDBC URL
 * @param appUsername role that reads the map
 * @param refresh pause between two looks: a change of owner is known that late
 * @param timeout longest wait for the database
 */
@ConfigurationProperties("platform.control")
public record ControlProperties(
        String url,
        String appUsername,
        @DefaultValue("") String appPassword,
        @DefaultValue("1s") Duration refresh,
        @DefaultValue("2s") Duration timeout) {

    @Override
    public String toString() {
        return "ControlProperties[" + url + " as " + appUsername + "]"; // no password ever reaches a log
    }
}
