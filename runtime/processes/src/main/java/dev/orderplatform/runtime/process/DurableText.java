package dev.orderplatform.runtime.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes text and forces it to disk before the file is renamed: otherwise a power loss could leave an empty file under
 * that name.
 */
public final class DurableText {

    private DurableText() {}

    /** Writes to an existing, empty file. */
    public static void write(Path file, String text) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            // A nearly full disk may accept only a part of the bytes.
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
