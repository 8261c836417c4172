package dev.orderplatform.order.ownership.jdbc;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.postgres.Database;
import dev.orderplatform.regions.ControlDatabase;
import dev.orderplatform.regions.ControlProperties;
import dev.orderplatform.regions.LiveRegionMap;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ControlProperties.class)
class OwnershipConfiguration {

    // The map that a previous process knew may be outdated, so the service does not start without the control database.
    @Bean
    LiveRegionMap liveRegionMap(ControlProperties properties, ControlSchemaProperties schema) throws SQLException {
        Database.migrate(
                schema.database(), "classpath:db/control", Map.of("regions", String.join(",", schema.regions())));
        ControlDatabase control = new ControlDatabase(properties);
        return new LiveRegionMap(control, control.read());
    }

    @Bean(initMethod = "start")
    PeriodicTask regionMapRefresh(LiveRegionMap map, ControlProperties properties) {
        return new PeriodicTask("region-map", Schedule.every(properties.refresh()), map::refresh);
    }
}
