package dev.orderplatform.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What one customer does: places an order, looks at it until it is decided, sometimes at the list of all, and sometimes
 * thinks better of it.
 *
 * @param counting where figures go; one that counts nothing while warming up
 */
record Checkout(
        Parameters parameters, Tokens tokens, Acknowledgements acknowledgements, Counting counting, String run) {

    private static final String ORDERS = "/api/v1/orders";
    private static final String ORDER = ORDERS + "/#{orderId}";
    static final int LIST_PERCENT = 20;
    static final int CANCEL_PERCENT = 10;
    // Looks after 0.2, 0.4, 0.8 … seconds, 12.6 in all: a customer backs off, and an outage isn't made worse by them.
    static final Duration FIRST_LOOK = Duration.ofMillis(200);
    static final int MOST_LOOKS = 6;
    private static final Set<String> UNDECIDED = Set.of("PENDING", "UNDECIDED");

    ChainBuilder chain() {
        return exec(this::arrive)
                .exec(asked(
                        Request.CREATE,
                        http("create")
                                .post(ORDERS)
                                .header("Authorization", "Bearer #{token}")
                                .header("Idempotency-Key", "#{key}")
                                .header("Content-Type", "application/json")
                                .body(StringBody("#{body}"))
                                .check(status().saveAs("answer"), status().is(201))
                                .check(jmesPath("orderId").saveAs("orderId"))))
                .exec(this::accept)
                .exec(doIf(session -> session.contains("orderId")).then(afterwards()));
    }

    private ChainBuilder afterwards() {
        return asLongAs(Checkout::waiting)
                .on(pause(Checkout::backOff)
                        .exec(session -> session.set("looks", session.getInt("looks") + 1))
                        .exec(asked(
                                Request.LOOK,
                                http("look")
                                        .get(ORDER)
                                        .header("Authorization", "Bearer #{token}")
                                        .check(status().saveAs("answer"), status().is(200))
                                        .check(jmesPath("status").saveAs("state")))))
                .exec(this::settle)
                .exec(doIf(_ -> chance(LIST_PERCENT))
                        .then(asked(
                                Request.LIST,
                                http("list")
                                        .get(ORDERS + "?limit=20")
                                        .header("Authorization", "Bearer #{token}")
                                        .check(status().saveAs("answer"), status().is(200)))))
                .exec(doIf(session -> !state(session).equals("REJECTED") && chance(CANCEL_PERCENT))
                        .then(asked(
                                        Request.CANCEL,
                                        http("cancel")
                                                .post(ORDER + "/cancel")
                                                .header("Authorization", "Bearer #{token}")
                                                // 409: it was rejected between the last look and now.
                                                .check(status().saveAs("answer"), status().in(200, 409)))
                                .exec(this::cancelled)));
    }

    private Session arrive(Session session) {
        var random = ThreadLocalRandom.current();
        return session.setAll(Map.of(
                "intended", counting.arrive(System.nanoTime()),
                "token", tokens.of(random.nextInt(parameters.users())),
                "key", "load-%s-%s-%d".formatted(run, counting.name(), session.userId()),
                "body", body(random.nextInt(parameters.skus())),
                "state", "PENDING",
                "looks", 0));
    }

    private String body(int first) {
        var lines = new StringBuilder("{\"lines\":[");
        for (var line = 0; line < parameters.lines(); line++) {
            lines.append(line == 0 ? "" : ",")
                    .append("{\"sku\":\"SKU-%05d\",\"quantity\":1}".formatted((first + line) % parameters.skus() + 1));
        }
        return lines.append("],\"durability\":\"%s\"}"
                        .formatted(chance(parameters.multiRegionPercent()) ? "MULTI_REGION" : "REGION"))
                .toString();
    }

    /** A request, and its time and outcome written down. */
    private ChainBuilder asked(Request kind, HttpRequestActionBuilder request) {
        return exec(session -> session.remove("answer").set("begun", System.nanoTime()))
                .exec(counting.counts() ? request : request.silent())
                .exec(session -> answered(kind, session));
    }

    private Session answered(Request kind, Session session) {
        var now = System.nanoTime();
        // The first request of a checkout was meant to be sent when the customer was meant to come.
        var begun = session.getLong(kind == Request.CREATE ? "intended" : "begun");
        if (session.isFailed()) {
            counting.failed(kind, begun, session.contains("answer") ? "HTTP " + session.getInt("answer") : "no answer");
            return session.markAsSucceeded();
        }
        counting.answered(kind, begun, now);
        return session;
    }

    private Session accept(Session session) {
        if (session.contains("orderId")) {
            acknowledgements.order(string(session, "key"), string(session, "orderId"));
            counting.order(OrderOutcome.ACCEPTED);
        }
        return session;
    }

    private Session settle(Session session) {
        counting.order(
                switch (state(session)) {
                    case "PENDING", "UNDECIDED" -> OrderOutcome.UNDECIDED;
                    case "REJECTED" -> OrderOutcome.REJECTED;
                    default -> OrderOutcome.CONFIRMED;
                });
        return session;
    }

    private Session cancelled(Session session) {
        if (session.contains("answer") && session.getInt("answer") == 200) {
            acknowledgements.cancel(string(session, "orderId"));
            counting.order(OrderOutcome.CANCELLED);
        }
        return session;
    }

    private static boolean waiting(Session session) {
        return UNDECIDED.contains(state(session)) && session.getInt("looks") < MOST_LOOKS;
    }

    private static Duration backOff(Session session) {
        return FIRST_LOOK.multipliedBy(1L << session.getInt("looks"));
    }

    private static String state(Session session) {
        return string(session, "state");
    }

    private static String string(Session session, String attribute) {
        return Objects.requireNonNull(session.getString(attribute));
    }

    private static boolean chance(int percent) {
        return ThreadLocalRandom.current().nextInt(100) < percent;
    }
}
