package dev.orderplatform.stack.process;

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

    private LogFile() {}

    /**
     * Empties a log that has grown beyond the limit, and keeps what was in it as NAME.1, in place of an older one. The
     * process may go on writing meanwhile: it appends, so that it writes at the new end.
     */
    public static void bound(Path log, long limit) {
        try {
            if (Files.exists(log) && Files.size(log) > limit) {
                Files.copy(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                Files.newByteChannel(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                        .close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
