package dev.orderplatform.evolution.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stubs of inventory and notification: they store what they receive, and answer, hang or fail on demand. */
final class StandInServices implements AutoCloseable {
    private static final String PRODUCTS = """
        [{"sku":"SKU-00001","priceMinor":1999,"currency":"CNY"},{"sku":"SKU-00002","priceMinor":500,"currency":"CNY"},
         {"sku":"SKU-GOLD","priceMinor":9223372036854775807,"currency":"CNY"}]
        """;
    private final HttpServer server;
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final List<String> released = new CopyOnWriteArrayList<>();
    private final List<String> notified = new CopyOnWriteArrayList<>();
    private volatile Mood inventory = Mood.ANSWER;
    private volatile Mood notification = Mood.ANSWER;
    private volatile CountDownLatch hanging = new CountDownLatch(0);

    /** The behaviour of a service. */
    enum Mood {
        ANSWER,
        HANG,
        /** Closes the connection without a response. A reservation was made before, nothing else. */
        DIE,
        /** The same, for one request. */
        DIE_ONCE
    }

    StandInServices() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/reservations/", this::reservation);
        server.createContext("/internal/notifications", this::notification);
        server.createContext("/internal/products", exchange -> answer(exchange, Mood.ANSWER, 200, PRODUCTS));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void inventory(Mood mood) {
        hang(mood);
        inventory = mood;
    }

    void notification(Mood mood) {
        hang(mood);
        notification = mood;
    }

    private void hang(Mood mood) {
        hanging.countDown();
        hanging = new CountDownLatch(mood == Mood.HANG ? 1 : 0);
    }

    /** Number of reserve calls by order; the real inventory's rows make them one reservation. */
    int asked(String orderId) {
        return asked.getOrDefault(orderId, new AtomicInteger()).get();
    }

    List<String> released() {
        return released;
    }

    boolean notified(String orderId, String type) {
        return notified.stream().anyMatch(event -> event.contains(orderId) && event.contains(type));
    }

    private void reservation(HttpExchange exchange) throws IOException {
        String orderId = exchange.getRequestURI().getPath().replaceAll(".*/", "");
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (exchange.getRequestMethod().equals("DELETE")) {
            if (inventory != Mood.ANSWER) {
                answer(exchange, inventory, 503, "");
                return;
            }
            released.add(orderId);
            answer(exchange, Mood.ANSWER, 204, "");
            return;
        }
        asked.computeIfAbsent(orderId, _ -> new AtomicInteger()).incrementAndGet();
        Mood mood = inventory;
        if (mood == Mood.DIE_ONCE) {
            inventory = Mood.ANSWER;
        }
        answer(
                exchange,
                mood,
                200,
                body.contains("SKU-00002")
                        ? "{\"status\":\"REJECTED\",\"rejection\":{\"reason\":\"OUT_OF_STOCK\",\"skus\":[\"SKU-00002\"]}}"
                        : "{\"status\":\"RESERVED\"}");
    }

    private void notification(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (notification == Mood.ANSWER) {
            notified.add(body);
        }
        answer(exchange, notification, 204, "");
    }

    private void answer(HttpExchange exchange, Mood mood, int status, String body) throws IOException {
        try (exchange) {
            switch (mood) {
                case HANG -> hanging.await();
                case DIE, DIE_ONCE -> {
                    return;
                }
                case ANSWER -> {}
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
            exchange.getResponseBody().write(body.getBytes(UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        hanging.countDown();
        server.stop(0);
    }
}
