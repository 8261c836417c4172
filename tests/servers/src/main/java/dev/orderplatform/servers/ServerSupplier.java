package dev.orderplatform.servers;

import dev.orderplatform.runtime.kafka.KafkaSettings;
import dev.orderplatform.runtime.postgres.PostgresSettings;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Program;
import dev.orderplatform.runtime.seata.SeataSettings;

/**
 * Runs the servers of tests, as processes or containers. In both cases they listen on ports of the loopback interface.
 */
public interface ServerSupplier {

    /** Local processes; the default of {@code mvn verify}, and the same as in {@code orderctl}. */
    ServerSupplier PROCESSES = new ProcessSupplier();

    /** The system property to select the supplier: {@code processes} or {@code containers}. */
    String PROPERTY = "test.servers";

    /** The supplier of this JVM's tests. */
    Lazy<ServerSupplier> CONFIGURED = new Lazy<>(() -> of(System.getProperty(PROPERTY, "processes")));

    /** @throws PlatformException if containers are selected and Docker is not available */
    static ServerSupplier configured() {
        return CONFIGURED.get();
    }

    private static ServerSupplier of(String name) {
        return switch (name) {
            case "processes" -> PROCESSES;
            case "containers" -> new ContainerSupplier();
            default -> throw new PlatformException(PROPERTY + " is processes or containers, not " + name);
        };
    }

    Runner postgres(PostgresSettings settings, Program server);

    Runner kafka(KafkaSettings settings, Program broker);

    Runner seata(SeataSettings settings, Program coordinator);
}
