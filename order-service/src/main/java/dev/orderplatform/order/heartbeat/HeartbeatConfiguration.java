package dev.orderplatform.order.heartbeat;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.order.catalogue.CatalogueProperties;
import dev.orderplatform.postgres.Database;
import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.regions.ControlDatabase;
import dev.orderplatform.regions.ControlProperties;
import dev.orderplatform.regions.RegionProperties;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.reactive.function.client.WebClient;

/** What this region needs to decide an order: its PostgreSQL server, its broker and its inventory-service. */
@Configuration(proxyBeanMethods = false)
class HeartbeatConfiguration {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    /** A third of the gap that counts as an outage. */
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    @Bean
    Heartbeats heartbeats(
            ControlProperties control,
            RegionProperties own,
            DatabaseProperties databases,
            KafkaProperties kafka,
            WebClient.Builder client,
            CatalogueProperties catalogue) {
        ControlDatabase database = new ControlDatabase(control);
        // A connection of its own: an overload that exhausts the order pools is no outage. One is enough, because all
        // four databases are on one server.
        HikariDataSource orders = Database.pool("heartbeat", databases.shard(0).withPoolSize(1));
        BrokerCheck broker = new BrokerCheck(kafka.buildAdminProperties(null), TIMEOUT);
        WebClient inventory = client.baseUrl(catalogue.url()).build();
        return new Heartbeats(
                () -> database.beat(own.region()),
                List.of(
                        () -> JdbcClient.create(orders)
                                .sql("SELECT 1")
                                .query(Integer.class)
                                .single(),
                        broker,
                        () -> inventory
                                .get()
                                .uri("/actuator/health/readiness")
                                .retrieve()
                                .toBodilessEntity()
                                .block(TIMEOUT)),
                List.of(broker, orders, database));
    }

    @Bean(initMethod = "start")
    PeriodicTask heartbeat(Heartbeats heartbeats) {
        return new PeriodicTask("heartbeat", Schedule.every(INTERVAL).startingAtOnce(), heartbeats::beat);
    }
}
