package dev.orderplatform.runtime.orderctl;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads new lines of a growing log, as `tail -f` does. */
final class FollowedLog {

    private static final int MAX_READ_BYTES = 1 << 16;

    private final Path file;
    private final String prefix;
    private long position;

    FollowedLog(Path file, String prefix) throws IOException {
        this.file = file;
        this.prefix = prefix;
        this.position = Files.exists(file) ? Files.size(file) : 0;
    }

    /** The complete lines since the last call. */
    List<String> newLines() throws IOException {
        if (Files.notExists(file)) {
            return List.of();
        }
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            // Truncated by rotation.
            position = log.length() < position ? 0 : position;
            var bytes = new byte[(int) Math.min(MAX_READ_BYTES, log.length() - position)];
            log.seek(position);
            log.readFully(bytes);
            var text = new String(bytes, StandardCharsets.ISO_8859_1);
            var complete = text.lastIndexOf('\n') + 1;
            position += complete;
            return new String(bytes, 0, complete, StandardCharsets.UTF_8)
                    .lines()
                    .map(prefix::concat)
                    .toList();
        }
    }
}
