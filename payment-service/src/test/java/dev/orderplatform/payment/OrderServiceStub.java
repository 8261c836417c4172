package dev.orderplatform.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The part of order-service that payment-service asks: {@code GET /internal/orders/{orderId}}. */
final class OrderServiceStub implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> orders = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean hanging;

    OrderServiceStub() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/orders/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void put(TestOrder order, String status) {
        orders.put(
                Long.toString(order.id()),
                "{\"orderId\":\"%d\",\"userId\":%d,\"status\":\"%s\",\"totalMinor\":%d,\"currency\":\"CNY\"}"
                        .formatted(order.id(), order.user(), status, TestOrder.TOTAL));
    }

    /** While hanging, requests get no answer. */
    void hang(boolean hangs) {
        hanging = hangs;
    }

    int requests() {
        return requests.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            if (hanging) {
                awaitClosing();
                return;
            }
            String path = exchange.getRequestURI().getPath();
            String order = orders.get(path.substring(path.lastIndexOf('/') + 1));
            boolean isAllowed = exchange.getRequestHeaders().getFirst("Authorization") != null;
            int status = !isAllowed ? 401 : order == null ? 404 : 200;
            byte[] body = (order == null ? "{}" : order).getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
