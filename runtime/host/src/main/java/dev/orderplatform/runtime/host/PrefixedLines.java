package dev.orderplatform.runtime.host;

import static java.nio.charset.StandardCharsets.UTF_8;

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
    public synchronized void write(int single) throws IOException {
        if (atLineStart) {
            shared.write(prefix);
        }
        shared.write(single);
        atLineStart = single == '\n';
    }
}
