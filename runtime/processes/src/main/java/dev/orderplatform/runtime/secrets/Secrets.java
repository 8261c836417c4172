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

/**
 * All secrets of one platform, a file each, readable by their owner only. They are made when they are first asked for
 * and stay the same from then on.
 *
 * @param folder holds one folder a process, and "platform" with the originals
 */
public record Secrets(Path folder) {

    private static final String ORIGINALS = "platform";

    /** The password of a role of a server. */
    public String password(String server, String role) {
        return read(server + "." + role);
    }

    /** The secret's value; made now when it is not there yet. */
    public String read(String name) {
        try {
            var file = privateFolder(ORIGINALS).resolve(name);
            if (Files.notExists(file)) {
                make(file, name);
            }
            // Whoever wrote it by hand ended it with a line end.
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the secret " + name, e);
        }
    }

    /**
     * Gives a process its secrets and takes away what it has no more use for.
     *
     * @param secrets name of the file, which is the name of the property, → name of the secret
     * @return the folder to give to the process
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
                    case "service-key" -> Keys.newSymmetricKey();
                    default -> Keys.newPassword();
                });
    }

    private Path privateFolder(String name) throws IOException {
        var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        return Files.createDirectories(folder.resolve(name), permissions);
    }

    // Of two processes that make the same secret at once, one wins and both use the winner's.
    private static void create(Path file, String value) throws IOException {
        var unfinished = writeBeside(file, value);
        try {
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException _) {
            // The other one was first.
        } finally {
            Files.delete(unfinished);
        }
    }

    private static void write(Path file, String value) throws IOException {
        Files.move(writeBeside(file, value), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path writeBeside(Path file, String value) throws IOException {
        var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var unfinished = Files.createTempFile(file.toAbsolutePath().getParent(), ".new", "", permissions);
        DurableText.write(unfinished, value);
        return unfinished;
    }
}
