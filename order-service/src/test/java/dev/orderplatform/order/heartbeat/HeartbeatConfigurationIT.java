package dev.orderplatform.order.heartbeat;

import dev.orderplatform.heartbeat.HeartbeatSource;
import dev.orderplatform.heartbeat.Heartbeats;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.catalogue.CatalogueProperties;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.regions.ControlProperties;
import dev.orderplatform.regions.RegionProperties;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

@Order(2)
class HeartbeatConfigurationIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private final RunningOrderService service = RunningOrderService.shared();

    @Test
    void anOverloadThatHoldsAllConnectionsOfOrdersSilencesNoHeartbeat() throws Exception {
        DisposableServer inventory = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((_, response) -> response.send())
                .bindNow(LIMIT);
        List<Connection> held = new ArrayList<>();
        try (Heartbeats heartbeats = heartbeats("http://127.0.0.1:" + inventory.port())) {
            for (int n = 0; n < service.bean(DatabaseProperties.class).poolSize(); n++) {
                held.add(service.bean(Shards.class).database(0).getConnection());
            }
            heartbeats.beat();
            service.control("DO $$ BEGIN ASSERT EXISTS (SELECT FROM t_heartbeat WHERE region = 'overloaded'); END $$");
        } finally {
            closeAll(held);
            inventory.disposeNow(LIMIT);
        }
    }

    private Heartbeats heartbeats(String inventory) {
        HeartbeatSource source = new HeartbeatConfiguration()
                .heartbeatSource(
                        new RegionProperties("overloaded"),
                        service.bean(DatabaseProperties.class),
                        new CatalogueProperties(inventory, LIMIT, LIMIT, LIMIT));
        return Heartbeats.of(
                source,
                service.bean(ControlProperties.class),
                service.bean(KafkaProperties.class),
                service.bean(WebClient.Builder.class));
    }

    private static void closeAll(List<Connection> connections) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
