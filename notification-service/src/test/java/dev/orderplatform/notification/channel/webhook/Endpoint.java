package dev.orderplatform.notification.channel.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Customers' endpoints on a real HTTP server: a path each, with a behaviour that can be changed. */
public final class Endpoint implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final Map<String, Queue<Received>> received = new ConcurrentHashMap<>();
    private final AtomicInteger hanging = new AtomicInteger();

    /** How a path answers. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** A request. */
    public record Received(Map<String, List<String>> headers, byte[] body) {

        /** @param name in lower case */
        public @Nullable String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse(null);
        }

        public String id() {
            return String.valueOf(header("webhook-id"));
        }
    }

    private Endpoint(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public static Endpoint start() throws IOException {
        return new Endpoint(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** A path without a behaviour answers 204. */
    public void behave(String path, Behaviour behaviour) {
        behaviours.put(path, behaviour);
    }

    public List<Received> received(String path) {
        return List.copyOf(received.getOrDefault(path, new ConcurrentLinkedQueue<>()));
    }

    public int hanging() {
        return hanging.get();
    }

    public static Behaviour status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    public static Behaviour redirect(String location) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(307, -1);
        };
    }

    /** Does not answer until the server is closed. */
    public Behaviour hang() {
        return _ -> {
            hanging.incrementAndGet();
            pause(600);
            hanging.decrementAndGet();
        };
    }

    /** Headers at once, then a body without end, a byte each 50 ms. */
    public Behaviour drip() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            while (!pauseShortly()) {
                body.write('x');
                body.flush();
            }
        };
    }

    /** A body without end, as fast as it is read. */
    public Behaviour flood() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[64 * 1024];
            while (closed.getCount() > 0) {
                exchange.getResponseBody().write(chunk);
            }
        };
    }

    private void pause(int seconds) {
        try {
            closed.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean pauseShortly() {
        try {
            return closed.await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        received.computeIfAbsent(path, _ -> new ConcurrentLinkedQueue<>())
                .add(new Received(Map.copyOf(exchange.getRequestHeaders()), body));
        try (exchange) {
            behaviours.getOrDefault(path, status(204)).answer(exchange);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
