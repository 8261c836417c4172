package dev.orderplatform.servers;

import dev.orderplatform.runtime.kafka.KafkaSettings;
import dev.orderplatform.runtime.postgres.PostgresSettings;
import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.Program;
import dev.orderplatform.runtime.process.Signal;
import dev.orderplatform.runtime.seata.SeataSettings;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.stream.Collectors;

/** Runs each server as a local process, with binaries from Maven. */
final class ProcessSupplier implements ServerSupplier {

    @Override
    public Runner postgres(PostgresSettings settings, Program server) {
        return new ProcessRunner(settings.log(), server);
    }

    @Override
    public Runner kafka(KafkaSettings settings, Program broker) {
        return new ProcessRunner(settings.log(), new WithTestCompilers(broker));
    }

    @Override
    public Runner seata(SeataSettings settings, Program coordinator) {
        return new ProcessRunner(settings.log(), new WithTestCompilers(coordinator));
    }

    /** Uses the same JIT compilers as the tests' JVM: only servers of benchmarks run long enough for C2. */
    private record WithTestCompilers(Program server) implements Program {
        private static final String FLAGS = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-XX:TieredStopAtLevel="))
                .collect(Collectors.joining(" "));

        @Override
        public void prepare() {
            server.prepare();
        }

        @Override
        public Launch launch() {
            var launch = server.launch();
            var environment = new HashMap<>(launch.environment());
            environment.put("JDK_JAVA_OPTIONS", FLAGS);
            return new Launch(launch.command(), environment, launch.directory(), launch.log());
        }

        @Override
        public boolean ready() {
            return server.ready();
        }

        @Override
        public Signal stopSignal() {
            return server.stopSignal();
        }
    }
}
