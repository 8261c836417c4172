package dev.orderplatform.evolution.runner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.tools.client.Answer;
import dev.orderplatform.tools.client.Gateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hc.core5.http.ContentType;

/**
 * Checks through the public API that a stage behaves like all others: idempotency keys, the status of each refusal, and
 * consistent stock. Takes some seconds and leaves a few orders of its own users behind.
 */
public final class ApiContract {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final String SKU = "SKU-00007";
    private static final int UNITS = 2;
    /** More units than any stage has of a SKU. */
    private static final int TOO_MANY = 10_000;

    private final Gateway gateway;
    private final String token;
    private final String stranger;
    private final String run = Long.toString(System.nanoTime(), Character.MAX_RADIX);
    private final List<String> breaches = new ArrayList<>();

    public ApiContract(Gateway gateway) {
        this.gateway = gateway;
        var user = ThreadLocalRandom.current().nextLong(1_000_000, 1_000_000_000);
        this.token = gateway.token(user, "orders");
        this.stranger = gateway.token(user + 1, "orders");
    }

    /** Returns descriptions of the violations; empty if there are none. */
    public List<String> check() throws IOException {
        var reservedBefore = reserved();
        var orderId = orderWithItsRepetitions();
        confirmed(orderId, reservedBefore);
        hiddenFromOthers(orderId);
        cancelled(orderId, reservedBefore);
        rejected();
        pages();
        refusals();
        return List.copyOf(breaches);
    }

    private String orderWithItsRepetitions() throws IOException {
        var first = place("first", body(SKU, UNITS));
        require(first.status() == 201, "an order is created with 201", first);
        var receipt = first.json();
        require(receipt.path("orderId").isTextual(), "an order id is text", first);
        require(receipt.path("totalMinor").asLong() > 0, "the catalogue gives the price", first);
        require(receipt.path("currency").asText().equals("CNY"), "the currency is CNY", first);
        var again = place("first", body(SKU, UNITS));
        require(
                again.status() == 200 && again.json().path("orderId").equals(receipt.path("orderId")),
                "the same key and body give the same order with 200",
                again);
        refused(422, "the same key with another body", place("first", body(SKU, UNITS + 1)));
        return receipt.path("orderId").asText();
    }

    private void confirmed(String orderId, long reservedBefore) throws IOException {
        require(
                eventually(
                        () -> "CONFIRMED".equals(order(orderId).path("status").asText())),
                "an order with enough stock is confirmed",
                gateway.order(token, orderId));
        var order = order(orderId);
        require(order.path("lines").size() == 1, "an order shows its lines", order);
        require(order.path("lines").path(0).path("quantity").asInt() == UNITS, "a line shows its quantity", order);
        require(
                last(order.path("history")).path("status").asText().equals("CONFIRMED"),
                "the history ends with the confirmation",
                order);
        require(eventually(() -> reserved() == reservedBefore + UNITS), "its units are reserved", stock());
        require(eventually(() -> notified(orderId)), "its customer is notified", notifications());
    }

    private void hiddenFromOthers(String orderId) throws IOException {
        refused(404, "somebody else's order", gateway.order(stranger, orderId));
        refused(404, "the cancellation of somebody else's order", cancel(stranger, orderId));
    }

    private void cancelled(String orderId, long reservedBefore) throws IOException {
        for (var time : List.of("once", "twice")) {
            var answer = cancel(token, orderId);
            require(
                    answer.status() == 200
                            && answer.json().path("status").asText().equals("CANCELLED"),
                    "an order can be cancelled " + time,
                    answer);
        }
        require(eventually(() -> reserved() == reservedBefore), "its units come back, once", stock());
    }

    private void rejected() throws IOException {
        var placed = place("too-many", body(SKU, TOO_MANY));
        require(placed.status() == 201, "an order that stock can't fulfil is taken", placed);
        var orderId = placed.json().path("orderId").asText();
        require(
                eventually(() -> "REJECTED".equals(order(orderId).path("status").asText())),
                "it is rejected",
                order(orderId));
        var rejection = order(orderId).path("rejection");
        require(
                rejection.path("reason").asText().equals("OUT_OF_STOCK")
                        && rejection.path("skus").path(0).asText().equals(SKU),
                "it says what there was not enough of",
                order(orderId));
        refused(409, "the cancellation of a rejected order", cancel(token, orderId));
    }

    private void pages() throws IOException {
        var third = place("third", body(SKU, 1)).json().path("orderId").asText();
        var first = gateway.get(token, "/api/v1/orders?limit=2").json();
        require(
                first.path("items").size() == 2
                        && first.path("items").path(0).path("orderId").asText().equals(third),
                "a list begins with the newest order",
                first);
        var cursor = first.path("nextCursor").asText();
        var second =
                gateway.get(token, "/api/v1/orders?limit=2&cursor=" + cursor).json();
        require(
                second.path("items").size() == 1 && second.path("nextCursor").isNull(),
                "the last page has the rest and no cursor",
                second);
        refused(400, "a limit of 0", gateway.get(token, "/api/v1/orders?limit=0"));
        refused(400, "a cursor that is none", gateway.get(token, "/api/v1/orders?cursor=rubbish"));
    }

    private void refusals() throws IOException {
        refused(400, "a body that is no JSON", place("r1", "{\"lines\":["));
        refused(400, "an unknown field", place("r2", "{\"lines\":[{\"sku\":\"" + SKU + "\",\"quantity\":1}],\"x\":1}"));
        refused(
                400,
                "a quantity that is text",
                place("r3", "{\"lines\":[{\"sku\":\"" + SKU + "\",\"quantity\":\"2\"}]}"));
        refused(400, "a quantity of 0", place("r4", body(SKU, 0)));
        refused(400, "no line", place("r5", "{\"lines\":[]}"));
        refused(400, "what can be no SKU", place("r6", body("A/B", 1)));
        refused(404, "an unknown SKU", place("r7", body("SKU-NONE", 1)));
        var good = body(SKU, 1);
        var json = ContentType.APPLICATION_JSON;
        refused(400, "no key", gateway.placeOrder(Optional.of(token), Optional.empty(), good, json));
        refused(401, "no token", gateway.placeOrder(Optional.empty(), Optional.of(run), good, json));
        refused(
                415,
                "a body of another type",
                gateway.placeOrder(Optional.of(token), Optional.of(run), good, ContentType.TEXT_PLAIN));
        refused(404, "an order that is not there", gateway.order(token, "461168601842738790"));
    }

    private Answer place(String key, String body) throws IOException {
        return gateway.placeOrder(token, "contract-" + run + "-" + key, body);
    }

    private Answer cancel(String caller, String orderId) throws IOException {
        return gateway.post(caller, Optional.empty(), "/api/v1/orders/" + orderId + "/cancel", "");
    }

    private JsonNode order(String orderId) throws IOException {
        return gateway.order(token, orderId).json();
    }

    private JsonNode stock() throws IOException {
        return gateway.get(token, "/api/v1/stock/" + SKU).json();
    }

    private long reserved() throws IOException {
        var sum = 0L;
        for (var region : stock().path("regions")) {
            sum += region.path("reserved").asLong();
        }
        return sum;
    }

    private JsonNode notifications() throws IOException {
        return gateway.get(token, "/api/v1/notifications").json();
    }

    private boolean notified(String orderId) throws IOException {
        for (var item : notifications().path("items")) {
            if (item.path("orderId").asText().equals(orderId)
                    && item.path("type").asText().equals("OrderConfirmedEvent")) {
                return true;
            }
        }
        return false;
    }

    private void refused(int status, String what, Answer answer) {
        require(
                answer.status() == status && answer.json().path("status").asInt() == status,
                "%s is refused with %d, as a problem".formatted(what, status),
                answer);
    }

    private void require(boolean holds, String rule, Object found) {
        if (!holds) {
            breaches.add(rule + ", but: " + found);
        }
    }

    private static JsonNode last(JsonNode list) {
        return list.path(Math.max(0, list.size() - 1));
    }

    private static String body(String sku, int quantity) {
        return "{\"lines\":[{\"sku\":\"%s\",\"quantity\":%d}]}".formatted(sku, quantity);
    }

    /** Polls, because the effects of events are asynchronous. */
    private static boolean eventually(Condition condition) {
        return Await.until(TIMEOUT, () -> {
            try {
                return condition.holds();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }
}
