package dev.orderplatform.order.ownership.jdbc;

import dev.orderplatform.postgres.Database;
import dev.orderplatform.regions.ControlSchema;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ControlSchemaConfiguration {

    @Bean
    ControlSchema controlSchema(ControlSchemaProperties schema) {
        return () -> Database.migrate(
                schema.database(), "classpath:db/control", Map.of("regions", String.join(",", schema.regions())));
    }
}
