package dev.orderplatform.runtime.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.runtime.process.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A consumer that is not declared would be missing in `status`, and the auditor would not wait for it. */
class DeclaredConsumersTest {

    private static final Pattern CONSUMER =
            Pattern.compile("\\.consumers?\\(\\s*\"([a-z-]+)\",\\s*EventStreams\\.([A-Z_]+)");

    @Test
    void theDeclaredConsumersAreThoseOfTheServices() throws IOException {
        var topology = Topology.of(TopologySettings.DEFAULT);
        var declared = topology.parts().stream()
                .filter(KafkaPart.class::isInstance)
                .flatMap(broker -> topology.consumersAt(broker.name()).stream())
                .map(consumer -> text(consumer.group(), consumer.topic()))
                .distinct()
                .toList();
        assertThat(declared).containsExactlyInAnyOrderElementsOf(inSources(topology.modules()));
    }

    private static Set<String> inSources(List<String> modules) throws IOException {
        var found = new TreeSet<String>();
        for (var module : modules) {
            try (var files = Files.walk(Project.locate().root().resolve(module).resolve("src/main/java"))) {
                for (var file :
                        files.filter(file -> file.toString().endsWith(".java")).toList()) {
                    CONSUMER.matcher(Files.readString(file))
                            .results()
                            .forEach(match -> found.add(
                                    text(match.group(1), stream(match.group(2)).topic())));
                }
            }
        }
        return found;
    }

    private static EventStream<?> stream(String constant) {
        try {
            return (EventStream<?>) EventStreams.class.getField(constant).get(EventStreams.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String group, String topic) {
        return group + " reads " + topic;
    }
}
