package dev.orderplatform.stack.testing;

import dev.orderplatform.stack.kafka.KafkaSettings;
import dev.orderplatform.stack.postgres.PostgresSettings;
import dev.orderplatform.stack.process.Program;
import dev.orderplatform.stack.process.StackFailure;
import dev.orderplatform.stack.seata.SeataSettings;

/** Who runs the servers that tests take. Whichever it is, they answer at the same ports of the loopback interface. */
public interface ServerSupplier {

    /** As processes of this machine: what {@code mvn verify} takes, and {@code orderctl} as well. */
    ServerSupplier PROCESSES = new ProcessSupplier();

    /** The system property that chooses: {@code processes} or {@code containers}. */
    String PROPERTY = "orderplatform.test.servers";

    /** @throws StackFailure when containers are asked for and there is no Docker */
    static ServerSupplier chosen() {
        return Chosen.SUPPLIER.get();
    }

    Runner postgres(PostgresSettings settings, Program server);

    Runner kafka(KafkaSettings settings, Program broker);

    Runner seata(SeataSettings settings, Program coordinator);
}
