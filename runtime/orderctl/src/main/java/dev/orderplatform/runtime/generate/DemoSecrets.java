package dev.orderplatform.runtime.generate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.runtime.supervision.Programs;
import dev.orderplatform.runtime.topology.PostgresPart;
import dev.orderplatform.runtime.topology.SimulatorPart;
import dev.orderplatform.runtime.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** The secrets of the demo in containers; they are public. */
final class DemoSecrets {

    static final String FOLDER = "infra/docker/secrets/demo";

    /** They are not generated. */
    private static final List<String> KEYS = List.of("endpoint-key", "service-key", "signing-key", "user-key");

    private DemoSecrets() {}

    /** One password for each role of each server, and the secrets that sign callbacks. */
    static Stream<GeneratedFile> files(Topology topology) {
        return Stream.concat(
                passwordNames(topology).map(name -> new GeneratedFile(Path.of(FOLDER, name), password(name))),
                webhookNames(topology).map(name -> new GeneratedFile(Path.of(FOLDER, name), webhookSecret(name))));
    }

    static Stream<String> passwordNames(Topology topology) {
        return topology.parts().stream()
                .flatMap(part -> part instanceof PostgresPart server ? Stream.of(server) : Stream.empty())
                .flatMap(server -> roles(server).map(role -> server.name() + "." + role));
    }

    static Stream<String> names(Topology topology) {
        return Stream.of(passwordNames(topology), webhookNames(topology), KEYS.stream())
                .flatMap(names -> names)
                .sorted();
    }

    private static Stream<String> webhookNames(Topology topology) {
        return topology.simulators().map(SimulatorPart::secret);
    }

    /** Deletes the files of roles that no service declares any more. */
    static void deleteUndeclared(Path root) {
        var declared = names(Form.DEMO.topology()).toList();
        try (var files = Files.list(root.resolve(FOLDER))) {
            for (var file : files.toList()) {
                if (!declared.contains(String.valueOf(file.getFileName()))) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> roles(PostgresPart server) {
        var modules = server.databases().stream()
                .flatMap(database -> Stream.of(database.owner(), database.app()))
                .distinct();
        return Stream.concat(Stream.of("postgres", Programs.AUDITOR), modules);
    }

    // The same 32 bytes in every clone.
    private static String webhookSecret(String name) {
        try {
            var bytes = MessageDigest.getInstance("SHA-256").digest(("demo-" + name).getBytes(UTF_8));
            return "whsec_" + Base64.getEncoder().encodeToString(bytes) + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String password(String name) {
        return name.replaceFirst("postgres-", "demo-").replace('.', '-') + "\n";
    }
}
