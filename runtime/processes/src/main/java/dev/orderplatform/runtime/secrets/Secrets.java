package dev.orderplatform.runtime.secrets;

import dev.orderplatform.runtime.process.DurableText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * All secrets of one platform, one file each, readable by their owner only. A secret is generated at its first use and
 * never changes.
 *
 * @param folder contains "platform" with the originals, and a folder a process with its copies
 */
public record Secrets(Path folder) {

    /** How the names of webhooks' signing secrets end. */
    public static final String WEBHOOK = "-webhook";

    private static final String ORIGINALS = "platform";

    /** The password of a server's role. */
    public String password(String server, String role) {
        return read(server + "." + role);
    }

    /** The secret's value, generated if missing. */
    public String read(String name) {
        try {
            var file = privateFolder(ORIGINALS).resolve(name);
            if (Files.notExists(file)) {
                make(file, name);
            }
            // A file written by hand ends with a line feed.
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the secret " + name, e);
        }
    }

    /** The secret's value; empty if it was never used. */
    public Optional<String> find(String name) {
        return Files.exists(folder.resolve(ORIGINALS).resolve(name)) ? Optional.of(read(name)) : Optional.empty();
    }

    /**
     * Writes a process's secrets to its folder and deletes all others there.
     *
     * @param secrets file name, which is the property's name → name of the secret
     * @return the process's folder
     */
    public Path handOut(String process, Map<String, String> secrets) {
        try {
            var own = privateFolder(process);
            try (var present = Files.list(own)) {
                for (var file : present.toList()) {
                    if (!secrets.containsKey(file.getFileName().toString())) {
                        Files.delete(file);
                    }
                }
            }
            for (var secret : secrets.entrySet()) {
                write(own.resolve(secret.getKey()), read(secret.getValue()));
            }
            return own;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot hand out the secrets of " + process, e);
        }
    }

    private void make(Path file, String name) throws IOException {
        create(
                file,
                switch (name) {
                    case "signing-key" -> Keys.newSigningKey();
                    case "user-key" -> Keys.publicKeyOf(read("signing-key"));
                    case "service-key", "endpoint-key" -> Keys.newSymmetricKey();
                    default -> name.endsWith(WEBHOOK) ? Keys.newWebhookSecret() : Keys.newPassword();
                });
    }

    private Path privateFolder(String name) throws IOException {
        var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        return Files.createDirectories(folder.resolve(name), permissions);
    }

    // createLink is atomic: if two processes generate the same secret at once, both use the first one.
    private void create(Path file, String value) throws IOException {
        var unfinished = unfinished(value);
        try {
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException _) {
            // Created concurrently.
        } finally {
            Files.delete(unfinished);
        }
    }

    private void write(Path file, String value) throws IOException {
        Files.move(unfinished(value), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    // In this folder: another process that hands out the same secrets deletes unknown files in theirs.
    private Path unfinished(String value) throws IOException {
        var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var unfinished = Files.createTempFile(folder, ".new", "", permissions);
        DurableText.write(unfinished, value);
        return unfinished;
    }
}
