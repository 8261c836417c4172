package dev.orderplatform.tools.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Keeps a number of requests under way, each on a connection of its own, all of them on the caller's thread: what a
 * request costs here is little more than its system calls. It knows as much of HTTP as the platform's answers need.
 */
public final class HttpLoop {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    private final InetSocketAddress server;
    private final int connections;
    private final int expected;

    /** @param expected status of an answer that counts */
    public HttpLoop(int port, int connections, int expected) {
        this.server = new InetSocketAddress("127.0.0.1", port);
        this.connections = connections;
        this.expected = expected;
    }

    /**
     * What came of it.
     *
     * @param micros of each request that was answered as expected
     * @param failures how many others, by status or failure
     */
    public record Outcome(Duration took, Histogram micros, Map<String, Long> failures) {}

    /** Sends one request after the other on each connection until the time is over, and returns with the last answer. */
    public Outcome run(Duration duration, Supplier<ByteBuffer> requests) {
        try (var selector = Selector.open()) {
            return new Run(selector, requests, System.nanoTime() + duration.toNanos()).toItsEnd();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Run {
        private final Selector selector;
        private final Supplier<ByteBuffer> requests;
        private final long began = System.nanoTime();
        private final long end;
        private final Histogram micros = new Histogram(LONGEST_ANSWER.toNanos() / 1_000, 3);
        private final Map<String, Long> failures = new TreeMap<>();
        private final List<Connection> open = new ArrayList<>();

        Run(Selector selector, Supplier<ByteBuffer> requests, long end) {
            this.selector = selector;
            this.requests = requests;
            this.end = end;
        }

        Outcome toItsEnd() throws IOException {
            try {
                for (var n = 0; n < connections; n++) {
                    open.add(new Connection());
                }
                while (!open.isEmpty() && System.nanoTime() < end + LONGEST_ANSWER.toNanos()) {
                    selector.select(key -> ((Connection) key.attachment()).ready(), 100);
                }
                open.forEach(connection -> failed("no answer"));
                return new Outcome(Duration.ofNanos(System.nanoTime() - began), micros, failures);
            } finally {
                for (var connection : open) {
                    connection.channel.close();
                }
            }
        }

        private void failed(String how) {
            failures.merge(how, 1L, Long::sum);
        }

        private final class Connection {
            private final SocketChannel channel = SocketChannel.open(server);
            private final HttpAnswer answer = new HttpAnswer();
            private ByteBuffer request = requests.get();
            private long sent = System.nanoTime();

            Connection() throws IOException {
                channel.socket().setTcpNoDelay(true);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, this);
                write();
            }

            // A request is smaller than a socket's buffer, and nothing else is under way on this one.
            private void write() throws IOException {
                while (request.hasRemaining()) {
                    channel.write(request);
                }
            }

            void ready() {
                try {
                    if (answer.readFrom(channel)) {
                        answered();
                    }
                } catch (IOException e) {
                    failed(e.getClass().getSimpleName());
                    leave();
                }
            }

            private void answered() throws IOException {
                var now = System.nanoTime();
                if (answer.status() == expected) {
                    micros.recordValue(Math.min((now - sent) / 1_000, micros.getHighestTrackableValue()));
                } else {
                    failed("HTTP " + answer.status());
                }
                if (now >= end) {
                    leave();
                    return;
                }
                answer.clear();
                request = requests.get();
                sent = now;
                write();
            }

            private void leave() {
                open.remove(this);
                try {
                    channel.close();
                } catch (IOException _) {
                    // It is given up in any case.
                }
            }
        }
    }
}
