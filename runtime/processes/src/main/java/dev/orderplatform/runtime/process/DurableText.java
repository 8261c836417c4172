package dev.orderplatform.runtime.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Text that is on the disk before its file gets its name: else, after a power loss, the name may be there with nothing. */
public final class DurableText {

    private DurableText() {}

    /** Writes to a file that is there and empty. */
    public static void write(Path file, String text) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            // On a disk that is nearly full, a part of it may be written before the failure.
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
