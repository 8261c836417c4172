package dev.orderplatform.servers;

import dev.orderplatform.runtime.kafka.KafkaSettings;
import dev.orderplatform.runtime.postgres.PostgresSettings;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Program;
import dev.orderplatform.runtime.seata.SeataSettings;

/** Who runs the servers that tests take. Whichever it is, they answer at the same ports of the loopback interface. */
public interface ServerSupplier {

    /** As processes of this machine: what {@code mvn verify} takes, and {@code orderctl} as well. */
    ServerSupplier PROCESSES = new ProcessSupplier();

    /** The system property that chooses: {@code processes} or {@code containers}. */
    String PROPERTY = "orderplatform.test.servers";

    /** @throws PlatformException when containers are asked for and there is no Docker */
    static ServerSupplier chosen() {
        return Chosen.SUPPLIER.get();
    }

    Runner postgres(PostgresSettings settings, Program server);

    Runner kafka(KafkaSettings settings, Program broker);

    Runner seata(SeataSettings settings, Program coordinator);
}
