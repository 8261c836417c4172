package dev.orderplatform.heartbeat;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.postgres.Database;
import dev.orderplatform.regions.ControlDatabase;
import dev.orderplatform.regions.ControlProperties;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Sends heartbeats while everything that a service needs works. A gap counts as an outage. That includes gaps because
 * the process was frozen or the control database was down: nothing proves that the service worked.
 */
public final class Heartbeats implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Step beat;
    private final List<Step> checks;
    private final List<AutoCloseable> connections;

    /** A check or a heartbeat. Throws within seconds if the part it needs does not work. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    /**
     * @param checks one for each part that the service needs
     * @param connections closed with this
     */
    Heartbeats(Step beat, List<Step> checks, List<AutoCloseable> connections) {
        this.beat = beat;
        this.checks = List.copyOf(checks);
        this.connections = List.copyOf(connections);
    }

    public static Heartbeats of(
            HeartbeatSource source, ControlProperties control, KafkaProperties kafka, WebClient.Builder client) {
        ControlDatabase map = new ControlDatabase(control);
        // A connection of its own: an overload that exhausts the service's pools is no outage.
        HikariDataSource database = Database.pool("heartbeat", source.database().withPoolSize(1));
        BrokerCheck broker = new BrokerCheck(kafka.buildAdminProperties(null), TIMEOUT);
        WebClient called = client.baseUrl(source.url()).build();
        return new Heartbeats(
                () -> map.beat(source.name()),
                List.of(
                        () -> JdbcClient.create(database)
                                .sql("SELECT 1")
                                .query(Integer.class)
                                .single(),
                        broker,
                        () -> called.get().retrieve().toBodilessEntity().block(TIMEOUT)),
                List.of(broker, database, map));
    }

    /** Sends one heartbeat; throws without sending it if a check fails. */
    public void beat() throws Exception {
        for (Step check : checks) {
            check.run();
        }
        beat.run();
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable connection : connections) {
            connection.close();
        }
    }
}
