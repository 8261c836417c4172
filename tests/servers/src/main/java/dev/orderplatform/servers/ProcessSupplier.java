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

/** Each server a process of this machine, from programs that Maven brings. */
final class ProcessSupplier implements ServerSupplier {

    @Override
    public Runner postgres(PostgresSettings settings, Program server) {
        return new ProcessRunner(settings.log(), server);
    }

    @Override
    public Runner kafka(KafkaSettings settings, Program broker) {
        return new ProcessRunner(settings.log(), new CompiledLikeTests(broker));
    }

    @Override
    public Runner seata(SeataSettings settings, Program coordinator) {
        return new ProcessRunner(settings.log(), new CompiledLikeTests(coordinator));
    }

    /** A JVM with the compilers of the tests' own JVM: only a benchmark's server runs long enough for the second one. */
    private record CompiledLikeTests(Program server) implements Program {
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
