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
 * A closed-loop load generator: keeps one request in flight on each connection, all on the caller's thread, so that a
 * request costs little more than its system calls. Implements only the part of HTTP that the platform's responses use.
 */
public final class HttpLoop {
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(30);

    private final InetSocketAddress server;
    private final int connections;
    private final int expected;

    /** @param expected status of a successful response */
    public HttpLoop(int port, int connections, int expected) {
        this.server = new InetSocketAddress("127.0.0.1", port);
        this.connections = connections;
        this.expected = expected;
    }

    /**
     * The result of a run.
     *
     * @param micros latencies of successful requests
     * @param failures number of failed requests by status or exception
     */
    public record Outcome(Duration took, Histogram micros, Map<String, Long> failures) {}

    /** Sends requests one after the other on each connection for the duration, and returns after the last response. */
    public Outcome run(Duration duration, Supplier<ByteBuffer> requests) {
        try (var selector = Selector.open()) {
            return new Run(selector, requests, System.nanoTime() + duration.toNanos()).toEnd();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Run {
        private final Selector selector;
        private final Supplier<ByteBuffer> requests;
        private final long began = System.nanoTime();
        private final long end;
        private final Histogram micros = new Histogram(RESPONSE_TIMEOUT.toNanos() / 1_000, 3);
        private final Map<String, Long> failures = new TreeMap<>();
        private final List<Connection> open = new ArrayList<>();

        Run(Selector selector, Supplier<ByteBuffer> requests, long end) {
            this.selector = selector;
            this.requests = requests;
            this.end = end;
        }

        Outcome toEnd() throws IOException {
            try {
                for (var n = 0; n < connections; n++) {
                    open.add(new Connection());
                }
                while (!open.isEmpty() && System.nanoTime() < end + RESPONSE_TIMEOUT.toNanos()) {
                    selector.select(key -> ((Connection) key.attachment()).ready(), 100);
                }
                open.forEach(connection -> countFailure("no response"));
                return new Outcome(Duration.ofNanos(System.nanoTime() - began), micros, failures);
            } finally {
                for (var connection : open) {
                    connection.channel.close();
                }
            }
        }

        private void countFailure(String how) {
            failures.merge(how, 1L, Long::sum);
        }

        private final class Connection {
            private final SocketChannel channel = SocketChannel.open(server);
            private final HttpResponseReader response = new HttpResponseReader();
            private ByteBuffer request = requests.get();
            private long sent = System.nanoTime();

            Connection() throws IOException {
                channel.socket().setTcpNoDelay(true);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, this);
                write();
            }

            // Does not block: a request fits into the socket's empty buffer.
            private void write() throws IOException {
                while (request.hasRemaining()) {
                    channel.write(request);
                }
            }

            void ready() {
                try {
                    if (response.readFrom(channel)) {
                        completed();
                    }
                } catch (IOException e) {
                    countFailure(e.getClass().getSimpleName());
                    closeConnection();
                }
            }

            private void completed() throws IOException {
                var now = System.nanoTime();
                if (response.status() == expected) {
                    micros.recordValue(Math.min((now - sent) / 1_000, micros.getHighestTrackableValue()));
                } else {
                    countFailure("HTTP " + response.status());
                }
                if (now >= end) {
                    closeConnection();
                    return;
                }
                response.clear();
                request = requests.get();
                sent = now;
                write();
            }

            private void closeConnection() {
                open.remove(this);
                try {
                    channel.close();
                } catch (IOException _) {
                    // The connection is discarded anyway.
                }
            }
        }
    }
}
