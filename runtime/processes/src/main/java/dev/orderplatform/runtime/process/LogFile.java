package dev.orderplatform.runtime.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The log files of processes: one a process, and one older one beside it. */
public final class LogFile {

    private static final int LONGEST_TAIL = 1 << 20;
    private static final long LARGEST = 20L << 20;

    private LogFile() {}

    /** Empties a log that has grown beyond 20 MiB, see {@link #bound(Path, long)}. */
    public static void bound(Path log) {
        bound(log, LARGEST);
    }

    /**
     * Empties a log that has grown beyond the limit, and keeps what was in it as NAME.1, in place of an older one. The
     * process may go on writing meanwhile: it appends, so that it writes at the new end. On a full disk nothing is kept.
     */
    public static void bound(Path log, long limit) {
        try {
            if (Files.exists(log) && Files.size(log) > limit) {
                keep(log, log.resolveSibling(log.getFileName() + ".1"));
                Files.newByteChannel(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                        .close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(Path log, Path older) throws IOException {
        try {
            Files.copy(log, older, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException _) {
            // The disk is full, perhaps by this very log: what was kept goes, too.
            Files.deleteIfExists(older);
        }
    }

    /** The last lines of a log; empty when there is none. */
    public static String tail(Path log, int lines) {
        if (!Files.isReadable(log)) {
            return "";
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var length = (int) Math.min(LONGEST_TAIL, file.length());
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
