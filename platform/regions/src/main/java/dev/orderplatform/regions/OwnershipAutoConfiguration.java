package dev.orderplatform.regions;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** For the services of a region. The gateway, which belongs to none, has a map of its own. */
@AutoConfiguration
@ConditionalOnProperty({"platform.region", "platform.control.url"})
@EnableConfigurationProperties({RegionProperties.class, ControlProperties.class})
class OwnershipAutoConfiguration {

    // The map that a previous process knew may be outdated, so an owner does not start without the control database.
    @Bean
    LiveRegionMap liveRegionMap(ControlProperties properties, ObjectProvider<ControlSchema> schema) {
        schema.ifAvailable(ControlSchema::migrate);
        ControlDatabase control = new ControlDatabase(properties);
        return new LiveRegionMap(control, control.awaitMap());
    }

    @Bean(initMethod = "start")
    PeriodicTask regionMapRefresh(LiveRegionMap map, ControlProperties properties) {
        return new PeriodicTask("region-map", Schedule.every(properties.refresh()), map::refresh);
    }

    @Bean
    OwnedSlots ownedSlots(RegionProperties own, LiveRegionMap map) {
        return new OwnedSlots(own.region(), map::current);
    }
}
