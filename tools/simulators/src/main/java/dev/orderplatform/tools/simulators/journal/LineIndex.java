package dev.orderplatform.tools.simulators.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Where lines begin in a file: kept for every 256th line, so that a long ledger costs little memory. */
final class LineIndex {
    private static final int INTERVAL = 256;

    private final List<Long> starts = new ArrayList<>();
    private long lines;
    private long end;

    /** Passes all complete lines. */
    static LineIndex read(FileChannel channel, Consumer<String> replay) throws IOException {
        var index = new LineIndex();
        var line = new ByteArrayOutputStream();
        var in = new BufferedInputStream(new ChannelInput(channel, 0));
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                index.add(line.size() + 1);
                replay.accept(line.toString(UTF_8));
                line.reset();
            } else {
                line.write(next);
            }
        }
        return index;
    }

    synchronized void add(int bytes) {
        if (lines % INTERVAL == 0) {
            starts.add(end);
        }
        lines++;
        end += bytes;
    }

    synchronized long lines() {
        return lines;
    }

    /** Offset after the last complete line. */
    synchronized long end() {
        return end;
    }

    List<String> read(FileChannel channel, long after, int count) throws IOException {
        var in = new ChannelInput(channel, startBefore(after));
        try (var reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            return reader.lines().skip(after % INTERVAL).limit(count).toList();
        }
    }

    private synchronized long startBefore(long after) {
        return starts.get((int) (after / INTERVAL));
    }
}
