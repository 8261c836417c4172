package dev.orderplatform.recommendation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** The inventory-services of two regions: catalogue, in several pages, and stock. Base URLs end with /east and /west. */
public final class InventoryStub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNITS = 10;

    private final HttpServer server;
    private final List<String> skus;
    private final int page;
    private final Map<String, Integer> units = new ConcurrentHashMap<>();
    private final Map<String, Integer> inTransit = new ConcurrentHashMap<>();
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final Set<String> hanging = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** @param skus of the catalogue; there are 10 units of each in each region */
    public InventoryStub(List<String> skus) {
        this.skus = skus;
        this.page = Math.max(2, skus.size() / 100);
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        for (String region : List.of("east", "west")) {
            server.createContext("/" + region + "/", exchange -> serve(region, exchange));
        }
        server.start();
    }

    public String url(String region) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + region;
    }

    void stock(String region, String sku, int available) {
        units.put(region + sku, available);
    }

    /** Each region has sent that many units, which have not arrived. */
    void inTransit(String sku, int sent) {
        inTransit.put(sku, sent);
    }

    /** Answers 503. */
    void down(String region, boolean isDown) {
        change(down, region, isDown);
    }

    /** Does not answer queries of stock. */
    void hang(String region, boolean hangs) {
        change(hanging, region, hangs);
    }

    private static void change(Set<String> regions, String region, boolean add) {
        if (add) {
            regions.add(region);
        } else {
            regions.remove(region);
        }
    }

    private void serve(String region, HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                exchange.sendResponseHeaders(401, -1);
            } else if (down.contains(region)) {
                exchange.sendResponseHeaders(503, -1);
            } else if (exchange.getRequestMethod().equals("POST")) {
                stock(region, exchange);
            } else {
                answer(exchange, catalogue(exchange.getRequestURI().getQuery()));
            }
        }
    }

    private void stock(String region, HttpExchange exchange) throws IOException {
        if (hanging.contains(region)) {
            awaitClosing();
            return;
        }
        JsonNode query = JSON.readTree(exchange.getRequestBody());
        ObjectNode stock = JSON.createObjectNode();
        query.path("skus")
                .forEach(sku -> stock.putObject(sku.asText())
                        .put("region", region)
                        .put("available", units.getOrDefault(region + sku.asText(), UNITS))
                        .put("reserved", 0)
                        .put("sold", 0)
                        .put("transferredOut", inTransit.getOrDefault(sku.asText(), 0))
                        .put("transferredIn", 0));
        answer(exchange, stock);
    }

    private ObjectNode catalogue(String query) {
        int from = query.contains("cursor=") ? Integer.parseInt(query.replaceAll(".*cursor=([0-9]+).*", "$1")) : 0;
        int to = Math.min(skus.size(), from + page);
        ObjectNode answer = JSON.createObjectNode();
        var items = answer.putArray("items");
        skus.subList(from, to)
                .forEach(sku -> items.addObject()
                        .put("sku", sku)
                        .put("name", "Name of " + sku)
                        .put("priceMinor", 1999)
                        .put("currency", "CNY"));
        answer.put("nextCursor", to < skus.size() ? Integer.toString(to) : null);
        return answer;
    }

    private static void answer(HttpExchange exchange, JsonNode json) throws IOException {
        byte[] body = json.toString().getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
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
