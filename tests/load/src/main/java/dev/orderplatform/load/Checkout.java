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
import java.util.function.Predicate;

/**
 * One customer: places an order and polls it until it is decided; sometimes pays, lists all orders or cancels. Who has
 * paid polls again until the order is delivered or refunded, and then looks at points and recommendations.
 *
 * @param recorder records the figures; ignores them during the warm-up
 */
record Checkout(
        Parameters parameters, Tokens tokens, Acknowledgements acknowledgements, Recorder recorder, String run) {

    private static final String ORDERS = "/api/v1/orders";
    private static final String ORDER = ORDERS + "/#{orderId}";
    static final int LIST_PERCENT = 20;
    static final int CANCEL_PERCENT = 10;
    // Polls after 0.2, 0.4, 0.8 … seconds, 12.6 in all: exponential back-off, so that polling does not add to an
    // outage.
    static final Duration FIRST_POLL = Duration.ofMillis(200);
    static final int MAX_POLLS = 6;
    private static final Set<String> UNDECIDED = Set.of("PENDING", "UNDECIDED");
    private static final Set<String> FINISHED = Set.of("DELIVERED", "REFUNDED", "CANCELLED");

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
        return poll(UNDECIDED::contains)
                .exec(this::settle)
                .exec(doIf(session -> state(session).equals("CONFIRMED") && chance(parameters.payPercent()))
                        .then(pay()))
                .exec(doIf(_ -> chance(LIST_PERCENT)).then(read(Request.LIST, ORDERS + "?limit=20")))
                .exec(doIf(session -> !state(session).equals("REJECTED") && chance(CANCEL_PERCENT))
                        .then(asked(
                                        Request.CANCEL,
                                        http("cancel")
                                                .post(ORDER + "/cancel")
                                                .header("Authorization", "Bearer #{token}")
                                                // 409: it was rejected after the last poll, or a parcel has left.
                                                .check(status().saveAs("answer"), status().in(200, 409)))
                                .exec(this::cancelled)))
                .exec(doIf(session -> session.contains("paymentId"))
                        .then(poll(state -> !FINISHED.contains(state))
                                .exec(this::finish)
                                .exec(read(Request.POINTS, "/api/v1/points?limit=20"))
                                .exec(read(Request.RECOMMENDATIONS, "/api/v1/recommendations?limit=5"))));
    }

    private ChainBuilder read(Request kind, String path) {
        return asked(
                kind,
                http(kind.title())
                        .get(path)
                        .header("Authorization", "Bearer #{token}")
                        .check(status().saveAs("answer"), status().is(200)));
    }

    private ChainBuilder poll(Predicate<String> waiting) {
        return exec(session -> session.set("polls", 0))
                .exec(asLongAs(session -> waiting.test(state(session)) && session.getInt("polls") < MAX_POLLS)
                        .on(pause(Checkout::backOff)
                                .exec(session -> session.set("polls", session.getInt("polls") + 1))
                                .exec(asked(
                                        Request.POLL,
                                        http("poll")
                                                .get(ORDER)
                                                .header("Authorization", "Bearer #{token}")
                                                .check(status().saveAs("answer"), status().is(200))
                                                .check(jmesPath("status").saveAs("state"))))));
    }

    private ChainBuilder pay() {
        return asked(
                        Request.PAY,
                        http("pay")
                                .post("/api/v1/payments")
                                .header("Authorization", "Bearer #{token}")
                                .header("Idempotency-Key", "#{key}-pay")
                                .header("Content-Type", "application/json")
                                .body(StringBody("{\"orderId\":\"#{orderId}\"}"))
                                .check(status().saveAs("answer"), status().is(201))
                                .check(jmesPath("paymentId").saveAs("paymentId")))
                .exec(this::paid);
    }

    private Session arrive(Session session) {
        var random = ThreadLocalRandom.current();
        return session.setAll(Map.of(
                "intended", recorder.arrive(System.nanoTime()),
                "token", tokens.of(random.nextInt(parameters.users())),
                "key", "load-%s-%s-%d".formatted(run, recorder.name(), session.userId()),
                "body", body(random.nextInt(parameters.skus())),
                "state", "PENDING"));
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

    /** A request whose time and outcome are recorded. */
    private ChainBuilder asked(Request kind, HttpRequestActionBuilder request) {
        return exec(session -> session.remove("answer").set("begun", System.nanoTime()))
                .exec(recorder.counts() ? request : request.silent())
                .exec(session -> answered(kind, session));
    }

    private Session answered(Request kind, Session session) {
        var now = System.nanoTime();
        // The first request's intended start is the checkout's.
        var begun = session.getLong(kind == Request.CREATE ? "intended" : "begun");
        if (session.isFailed()) {
            recorder.failed(kind, begun, session.contains("answer") ? "HTTP " + session.getInt("answer") : "no answer");
            return session.markAsSucceeded();
        }
        recorder.answered(kind, begun, now);
        return session;
    }

    private Session accept(Session session) {
        if (session.contains("orderId")) {
            acknowledgements.order(string(session, "key"), string(session, "orderId"));
            recorder.order(OrderOutcome.ACCEPTED);
        }
        return session;
    }

    private Session settle(Session session) {
        recorder.order(
                switch (state(session)) {
                    case "PENDING", "UNDECIDED" -> OrderOutcome.UNDECIDED;
                    case "REJECTED" -> OrderOutcome.REJECTED;
                    default -> OrderOutcome.CONFIRMED;
                });
        return session;
    }

    private Session paid(Session session) {
        if (session.contains("paymentId")) {
            acknowledgements.payment(
                    string(session, "key") + "-pay", string(session, "paymentId"), string(session, "orderId"));
            recorder.order(OrderOutcome.PAID);
        }
        return session;
    }

    private Session finish(Session session) {
        switch (state(session)) {
            case "DELIVERED" -> recorder.order(OrderOutcome.DELIVERED);
            case "REFUNDED" -> recorder.order(OrderOutcome.REFUNDED);
            case "CANCELLED" -> {
                // Cancelled before its payment was captured, and counted then.
            }
            default -> recorder.order(OrderOutcome.UNFINISHED);
        }
        return session;
    }

    private Session cancelled(Session session) {
        if (session.contains("answer") && session.getInt("answer") == 200) {
            acknowledgements.cancel(string(session, "orderId"));
            recorder.order(OrderOutcome.CANCELLED);
        }
        return session;
    }

    private static Duration backOff(Session session) {
        return FIRST_POLL.multipliedBy(1L << session.getInt("polls"));
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
