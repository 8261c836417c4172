package dev.orderplatform.runtime.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Begins each line with the service's name, in an output that several services share. */
final class PrefixedLines extends OutputStream {

    private final byte[] prefix;
    private final OutputStream shared;
    private boolean atLineStart = true;

    PrefixedLines(String service, OutputStream shared) {
        this.prefix = ("[" + service + "] ").getBytes(UTF_8);
        this.shared = shared;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    // One write to the shared output: no line of another service gets into this one.
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        var prefixed = new ByteArrayOutputStream(length + prefix.length);
        for (var at = offset; at < offset + length; at++) {
            if (atLineStart) {
                prefixed.writeBytes(prefix);
            }
            prefixed.write(bytes[at]);
            atLineStart = bytes[at] == '\n';
        }
        prefixed.writeTo(shared);
    }
}
