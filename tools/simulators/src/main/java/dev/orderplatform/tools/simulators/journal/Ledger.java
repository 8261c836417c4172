package dev.orderplatform.tools.simulators.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of lines, numbered from 1. A line counts once {@link #awaitDurable} has returned; concurrent
 * callers share one flush.
 */
final class Ledger implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final LineIndex index;
    private final Object flush = new Object();
    private volatile long appended;
    private volatile long durable;
    private volatile @Nullable IOException failure;

    Ledger(Path file, FileChannel channel, LineIndex index) {
        this.file = file;
        this.channel = channel;
        this.index = index;
        this.appended = index.lines();
        this.durable = index.lines();
    }

    /**
     * Opens or creates the file and passes its lines in order. A last line without its end was being written in a
     * crash, before anyone was answered; it is dropped.
     */
    static Ledger open(Path file, Consumer<String> replay) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return open(file, channel, replay);
        } catch (IOException e) {
            throw new LedgerException("Cannot open " + file, e);
        }
    }

    private static Ledger open(Path file, FileChannel channel, Consumer<String> replay) throws IOException {
        try {
            if (channel.tryLock() == null) {
                throw new LedgerException(file + " is in use by another process");
            }
            var index = LineIndex.read(channel, replay);
            channel.truncate(index.end());
            channel.position(index.end());
            channel.force(true);
            return new Ledger(file, channel, index);
        } catch (IOException | RuntimeException e) {
            // Closing releases the lock: the next attempt may be in the same JVM.
            channel.close();
            throw e;
        }
    }

    /** Appends a line; returns its number. */
    synchronized long append(String line) {
        requireIntact();
        var bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
        index.add(bytes.remaining());
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw failed(e);
        }
        appended++;
        return appended;
    }

    /** Returns once all lines up to this one are on disk. */
    void awaitDurable(long number) {
        requireIntact();
        if (durable >= number) {
            return;
        }
        synchronized (flush) {
            requireIntact(); // The flush that this thread waited for may have failed.
            if (durable < number) {
                long upTo = appended;
                force();
                durable = upTo;
            }
        }
    }

    private void force() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    // After a failed flush the kernel may have dropped the pages: a second flush would succeed and prove nothing.
    private LedgerException failed(IOException e) {
        failure = e;
        return new LedgerException("Cannot write " + file, e);
    }

    private void requireIntact() {
        var e = failure;
        if (e != null) {
            throw new LedgerException("Cannot write " + file + " since an earlier failure", e);
        }
    }

    long last() {
        return appended;
    }

    boolean isIntact() {
        return failure == null;
    }

    /** Durable lines after the given number. */
    List<String> read(long after, int limit) {
        long to = Math.min(durable, after + limit);
        try {
            // On the locked channel: closing any other of the same file would release the process's lock.
            return after >= to ? List.of() : index.read(channel, after, (int) (to - after));
        } catch (IOException e) {
            throw new LedgerException("Cannot read " + file, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LedgerException("Cannot close " + file, e);
        }
    }
}
