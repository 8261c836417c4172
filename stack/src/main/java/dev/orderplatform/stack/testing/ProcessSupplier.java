package dev.orderplatform.stack.testing;

import dev.orderplatform.stack.kafka.KafkaSettings;
import dev.orderplatform.stack.postgres.PostgresSettings;
import dev.orderplatform.stack.process.Program;
import dev.orderplatform.stack.seata.SeataSettings;

/** Each server a process of this machine, from programs that Maven brings. */
final class ProcessSupplier implements ServerSupplier {

    @Override
    public Runner postgres(PostgresSettings settings, Program server) {
        return new ProcessRunner(settings.log(), server);
    }

    @Override
    public Runner kafka(KafkaSettings settings, Program broker) {
        return new ProcessRunner(settings.log(), broker);
    }

    @Override
    public Runner seata(SeataSettings settings, Program coordinator) {
        return new ProcessRunner(settings.log(), coordinator);
    }
}
