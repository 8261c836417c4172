package dev.orderplatform.runtime.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Log files: one a process, plus one rotated predecessor. */
public final class LogFile {

    private static final int MAX_TAIL_BYTES = 1 << 20;
    private static final long MAX_BYTES = 20L << 20;

    private LogFile() {}

    /** Rotates a log larger than 20 MiB, see {@link #bound(Path, long)}. */
    public static void bound(Path log) {
        bound(log, MAX_BYTES);
    }

    /**
     * Copies a log larger than the limit to NAME.1, replacing it, and truncates the log. The process keeps appending
     * meanwhile. If the disk is full, the log is truncated without a copy.
     */
    public static void bound(Path log, long limit) {
        try {
            if (Files.exists(log) && Files.size(log) > limit) {
                copy(log, log.resolveSibling(log.getFileName() + ".1"));
                Files.newByteChannel(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                        .close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path log, Path older) throws IOException {
        try {
            Files.copy(log, older, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException _) {
            // The disk is full, perhaps because of this log: delete the older one, too.
            Files.deleteIfExists(older);
        }
    }

    /** The last lines of a log; empty if it does not exist. */
    public static String tail(Path log, int lines) {
        if (!Files.isReadable(log)) {
            return "";
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var length = (int) Math.min(MAX_TAIL_BYTES, file.length());
            var end = new byte[length];
            file.seek(file.length() - length);
            file.readFully(end);
            var all = new String(end, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
