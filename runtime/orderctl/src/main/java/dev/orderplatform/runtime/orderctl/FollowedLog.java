package dev.orderplatform.runtime.orderctl;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A log that is read on where the last reading ended. */
final class FollowedLog {

    private static final int MOST_AT_ONCE = 1 << 16;

    private final Path file;
    private final String prefix;
    private long position;

    FollowedLog(Path file, String prefix) throws IOException {
        this.file = file;
        this.prefix = prefix;
        this.position = Files.exists(file) ? Files.size(file) : 0;
    }

    /** The whole lines since the last call. */
    List<String> news() throws IOException {
        if (Files.notExists(file)) {
            return List.of();
        }
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            // Shorter than before: it was emptied because it had grown too large.
            position = log.length() < position ? 0 : position;
            var bytes = new byte[(int) Math.min(MOST_AT_ONCE, log.length() - position)];
            log.seek(position);
            log.readFully(bytes);
            var text = new String(bytes, StandardCharsets.ISO_8859_1);
            var whole = text.lastIndexOf('\n') + 1;
            position += whole;
            return new String(bytes, 0, whole, StandardCharsets.UTF_8)
                    .lines()
                    .map(prefix::concat)
                    .toList();
        }
    }
}
