package dev.orderplatform.runtime.orderctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.runtime.process.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A Compose file with anchors resolved and variables set to their defaults. */
record ComposeFile(JsonNode root) {

    private static final Pattern DEFAULT = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");

    static ComposeFile read() {
        return read("docker-compose.yml");
    }

    /** Reads a file of the project's root folder, possibly an override file. */
    static ComposeFile read(String name) {
        try {
            var text = Files.readString(Project.locate().root().resolve(name));
            var options = new LoaderOptions();
            options.setMaxAliasesForCollections(1000);
            Object content = new Yaml(new SafeConstructor(options))
                    .load(DEFAULT.matcher(text).replaceAll("$1"));
            return new ComposeFile(new ObjectMapper().valueToTree(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<Service> services() {
        return root.path("services").properties().stream().map(entry -> new Service(entry.getKey(), entry.getValue()));
    }

    Stream<Service> services(String profile) {
        return services().filter(service -> service.runsWith(profile));
    }

    Service service(String name) {
        return new Service(name, root.path("services").required(name));
    }

    /** The service that runs a part in a profile; the profile's own one if it exists. */
    Service service(String profile, String part) {
        return services(profile)
                .filter(service ->
                        service.part(profile).equals(part) || service.aliases().contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no service runs " + part + " in the profile " + profile));
    }

    Set<String> secrets() {
        return names(root.path("secrets"));
    }

    /** A service of the file. */
    record Service(String name, JsonNode content) {

        boolean runsWith(String profile) {
            var profiles = texts(content.path("profiles"));
            return profiles.isEmpty() || profiles.contains(profile);
        }

        String part(String profile) {
            return name.replace("-" + profile, "");
        }

        String text(String key) {
            return content.path(key).asText();
        }

        /** The variables of one of its services: with that name in front if several share the container. */
        Map<String, String> environment(String module) {
            return ofService(module + ".", environment());
        }

        /** The secrets of one of its services: in a folder of that name if several share the container. */
        Map<String, String> secrets(String module) {
            return ofService(module + "/", secrets());
        }

        private static Map<String, String> ofService(String prefix, Map<String, String> all) {
            var own = all.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(prefix))
                    .collect(Collectors.toMap(entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
            return own.isEmpty() ? all : own;
        }

        Map<String, String> environment() {
            return content.path("environment").properties().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().asText()));
        }

        /** File name → secret. */
        Map<String, String> secrets() {
            return content.path("secrets")
                    .valueStream()
                    .collect(Collectors.toMap(
                            secret -> secret.isTextual()
                                    ? secret.asText()
                                    : secret.path("target").asText(),
                            secret -> secret.isTextual()
                                    ? secret.asText()
                                    : secret.path("source").asText()));
        }

        Set<String> networks() {
            var networks = content.path("networks");
            return networks.isArray() ? new TreeSet<>(texts(networks)) : names(networks);
        }

        /** Its aliases in its networks. */
        Set<String> aliases() {
            return content.path("networks")
                    .valueStream()
                    .flatMap(network -> texts(network.path("aliases")).stream())
                    .collect(Collectors.toSet());
        }

        Map<String, String> dependencies() {
            return content.path("depends_on").properties().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            entry -> entry.getValue().path("condition").asText()));
        }

        List<String> ports() {
            return texts(content.path("ports"));
        }

        List<String> volumes() {
            return texts(content.path("volumes"));
        }

        int memoryMegabytes() {
            return Integer.parseInt(text("mem_limit").replace("m", ""));
        }
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
