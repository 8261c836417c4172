package dev.orderplatform.runtime.postgres;

import dev.orderplatform.runtime.process.Folders;
import dev.orderplatform.runtime.process.PlatformException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The server's programs, unpacked.
 *
 * @param home the folder with bin, lib and share
 */
record PostgresDistribution(Path home) {

    /** Unpacks the archive of this machine's platform, once for each version of it. */
    static PostgresDistribution unpackInto(Path distributions) {
        var archive = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
        try (var content = PostgresDistribution.class.getResourceAsStream("/" + archive)) {
            if (content == null) {
                throw new PlatformException("No PostgreSQL for this machine on the class path: " + archive);
            }
            var home = distributions.resolve("postgres-" + version());
            if (Files.notExists(home)) {
                unpack(content, home);
            }
            return new PostgresDistribution(home);
        } catch (IOException e) {
            throw new PlatformException("Cannot unpack PostgreSQL into " + distributions + ": " + e.getMessage(), e);
        }
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    static String archiveName(String os, String arch) {
        var system = os.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        var processor = switch (arch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> throw new PlatformException("No PostgreSQL for the processor " + arch);
        };
        return "postgres-%s-%s.txz".formatted(system, processor);
    }

    // The jar's own version is the only place where the archive's version stands.
    private static String version() {
        var archive = PostgresDistribution.class.getResource(
                "/" + archiveName(System.getProperty("os.name"), System.getProperty("os.arch")));
        var jar = String.valueOf(archive).replaceFirst("\\.jar!.*", "");
        return jar.substring(jar.lastIndexOf('-') + 1);
    }

    private static void unpack(InputStream archive, Path home) throws IOException {
        Files.createDirectories(home.getParent());
        var unfinished = Files.createTempDirectory(home.getParent(), "postgres-");
        // mkdtemp gives 0700; another user may run the same project.
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, unfinished);
            }
        }
        publish(unfinished, home);
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        var target = entry.resolveIn(folder);
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
            var executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    // One atomic move: whoever sees the folder sees all of it, and of two that unpack at once the second gives way.
    private static void publish(Path unfinished, Path home) throws IOException {
        try {
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (Files.notExists(home)) {
                throw e;
            }
            Folders.delete(unfinished);
        }
    }
}
