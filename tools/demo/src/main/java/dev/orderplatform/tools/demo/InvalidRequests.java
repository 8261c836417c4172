package dev.orderplatform.tools.demo;

import dev.orderplatform.tools.client.Answer;
import dev.orderplatform.tools.client.DemoOrders;
import dev.orderplatform.tools.client.Gateway;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hc.core5.http.ContentType;

/** Sends invalid requests and checks the status of each rejection. */
final class InvalidRequests {

    private static final ContentType JSON = ContentType.APPLICATION_JSON;
    private static final String GOOD = OrderJson.of(List.of("SKU-00001"), 1);

    private final Gateway gateway;
    private final Customer customer;
    private final String run;
    private final Expectations expectations;
    private final Map<Integer, Integer> counts = new TreeMap<>();
    private int sequence;

    InvalidRequests(Gateway gateway, Customer customer, String run, Expectations expectations) {
        this.gateway = gateway;
        this.customer = customer;
        this.run = run;
        this.expectations = expectations;
    }

    /** Sends all of them. Returns the number of rejections by status. */
    Map<Integer, Integer> sendAll() throws IOException {
        body(400, "malformed JSON", "{\"lines\":[");
        body(400, "no body at all", "");
        body(400, "a list instead of an object", "[]");
        body(400, "an unknown field", "{\"lines\":[" + OrderJson.line("SKU-00001", 1) + "],\"price\":1}");
        body(400, "a quantity of the wrong type", "{\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":\"two\"}]}");
        body(400, "a quantity with a fraction", "{\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":1.5}]}");
        body(400, "no lines", "{\"lines\":[]}");
        body(400, "a quantity of 0", OrderJson.of(List.of("SKU-00001"), 0));
        body(400, "a negative quantity", OrderJson.of(List.of("SKU-00001"), -1));
        body(400, "a huge quantity", OrderJson.of(List.of("SKU-00001"), SkuPicker.MAX_QUANTITY + 1));
        body(400, "the same SKU twice", OrderJson.of(List.of("SKU-00001", "SKU-00001"), 1));
        body(
                400,
                "101 lines",
                OrderJson.of(
                        IntStream.rangeClosed(1, 101).mapToObj(DemoOrders::sku).toList(), 1));
        body(404, "an unknown SKU", OrderJson.of(List.of("SKU-99999"), 1));
        body(413, "a body of 2 MiB", "{\"lines\":[" + " ".repeat(2 << 20) + "]}");
        expect(400, "no idempotency key", place(Optional.of(customer.token()), Optional.empty(), JSON));
        expect(
                400,
                "a key of 129 characters",
                place(Optional.of(customer.token()), Optional.of("k".repeat(129)), JSON));
        expect(415, "a text", place(Optional.of(customer.token()), nextKey(), ContentType.TEXT_PLAIN));
        expect(401, "no token", place(Optional.empty(), nextKey(), JSON));
        expect(401, "a forged token", place(Optional.of(forged()), nextKey(), JSON));
        return counts;
    }

    /** Another customer's order must look as if it did not exist. */
    void foreignOrder(Placed placed) throws IOException {
        expect(404, "another customer's order", gateway.order(customer.token(), placed.orderId()));
    }

    private void body(int status, String what, String body) throws IOException {
        expect(status, what, gateway.placeOrder(Optional.of(customer.token()), nextKey(), body, JSON));
    }

    private Answer place(Optional<String> token, Optional<String> key, ContentType type) throws IOException {
        return gateway.placeOrder(token, key, GOOD, type);
    }

    private void expect(int status, String what, Answer answer) {
        counts.merge(answer.status(), 1, Integer::sum);
        expectations.check(
                answer.status() == status,
                "%s: answered %d instead of %d: %s".formatted(what, answer.status(), status, answer.body()));
        expectations.check(
                answer.json().path("status").asInt() == answer.status(), what + ": no problem+json: " + answer.body());
    }

    private Optional<String> nextKey() {
        return Optional.of("demo-" + run + "-refused-" + sequence++);
    }

    // The same claims with an invalid signature.
    private String forged() {
        var token = customer.token();
        return token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(342);
    }
}
