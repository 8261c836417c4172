package dev.orderplatform.tools.drill;

import dev.orderplatform.tools.client.Acknowledgement;
import dev.orderplatform.tools.client.AcknowledgementLog;
import dev.orderplatform.tools.client.Answer;
import dev.orderplatform.tools.client.Gateway;
import dev.orderplatform.tools.client.Tokens;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * People who want their orders whatever happens: who gets no answer, or is asked to come again, asks again with the same
 * key until the answer is final.
 */
public final class Customers implements AutoCloseable {

    /** Users that order; about half of them live in each region. */
    private static final int USERS = 64;

    private static final int AT_ONCE = 8;
    private static final int SKUS = 200;
    private static final List<String> REGIONS = List.of("east", "west");
    private static final long BREATH_NANOS = Duration.ofMillis(150).toNanos();

    private final Gateway gateway;
    private final AcknowledgementLog acknowledgements;
    private final boolean severalRegions;
    private final List<String> tokens;
    private final String operator;
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> offences = new ConcurrentLinkedQueue<>();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder multiRegion = new LongAdder();
    private final LongAdder transfers = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private volatile boolean shopping = true;
    private volatile boolean waiting = true;

    public Customers(Gateway gateway, AcknowledgementLog acknowledgements, boolean severalRegions) {
        this.gateway = gateway;
        this.acknowledgements = acknowledgements;
        this.severalRegions = severalRegions;
        this.tokens = Tokens.ofUsers(gateway, 1, USERS);
        this.operator = gateway.token(1, "operator");
    }

    public void start(long seed) {
        for (var n = 0; n < AT_ONCE; n++) {
            var random = new SplittableRandom(seed * AT_ONCE + n);
            var name = "customer-" + n;
            threads.add(Thread.ofPlatform().name(name).daemon().start(() -> shop(name, random)));
        }
    }

    /** Nobody begins anything new; what was begun may be finished within the patience. */
    public void settle(Duration patience) throws InterruptedException {
        shopping = false;
        var deadline = System.nanoTime() + patience.toNanos();
        for (var thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        waiting = false;
        for (var thread : threads) {
            thread.join();
        }
    }

    /** Answers that nobody may ever get. */
    public List<String> offences() {
        return List.copyOf(offences);
    }

    /** Orders that were accepted so far. */
    public long accepted() {
        return accepted.sum();
    }

    /** Requests that had no final answer when their customers gave up. */
    public long unanswered() {
        return unanswered.sum();
    }

    public String summary() {
        return "%,d orders accepted, %,d of them in several regions; %,d transfers; %,d requests without a final answer"
                .formatted(accepted.sum(), multiRegion.sum(), transfers.sum(), unanswered.sum());
    }

    private void shop(String name, SplittableRandom random) {
        for (var n = 0; shopping; n++) {
            var key = "drill-%s-%s-%d".formatted(run, name, n);
            if (severalRegions && random.nextInt(20) == 0) {
                transfer(key, random);
            } else {
                order(key, random);
            }
            LockSupport.parkNanos(BREATH_NANOS);
        }
    }

    private void order(String key, SplittableRandom random) {
        var token = tokens.get(random.nextInt(tokens.size()));
        var several = severalRegions && random.nextInt(4) == 0;
        var body = "{\"lines\":[{\"sku\":\"SKU-%05d\",\"quantity\":%d}],\"durability\":\"%s\"}"
                .formatted(random.nextInt(SKUS) + 1, random.nextInt(3) + 1, several ? "MULTI_REGION" : "REGION");
        var cancels = random.nextInt(5) == 0;
        insist(() -> gateway.placeOrder(token, key, body)).ifPresent(answer -> {
            if (answer.status() != 200 && answer.status() != 201) {
                offend("an order was answered", answer);
                return;
            }
            var id = answer.json().path("orderId").asText();
            acknowledgements.add(Acknowledgement.order(key, id));
            accepted.increment();
            if (several) {
                multiRegion.increment();
            }
            if (cancels) {
                cancel(token, id);
            }
        });
    }

    private void cancel(String token, String id) {
        insist(() -> gateway.post(token, Optional.empty(), "/api/v1/orders/" + id + "/cancel", ""))
                .ifPresent(answer -> {
                    if (answer.status() == 200) {
                        acknowledgements.add(Acknowledgement.cancel(id));
                    } else if (answer.status() != 409) {
                        offend("a cancel was answered", answer);
                    }
                });
    }

    private void transfer(String key, SplittableRandom random) {
        var from = random.nextInt(REGIONS.size());
        var body = "{\"sku\":\"SKU-%05d\",\"quantity\":%d,\"from\":\"%s\",\"to\":\"%s\"}"
                .formatted(random.nextInt(SKUS) + 1, random.nextInt(20) + 1, REGIONS.get(from), REGIONS.get(1 - from));
        insist(() -> gateway.post(operator, Optional.of(key), "/api/v1/stock/transfers", body))
                .ifPresent(answer -> {
                    transfers.increment();
                    if (answer.status() == 200 || answer.status() == 201) {
                        var id = answer.json().path("transferId").asText();
                        acknowledgements.add(Acknowledgement.transfer(key, id));
                    } else if (answer.status() != 409) {
                        offend("a transfer was answered", answer);
                    }
                });
    }

    private interface Request {
        Answer send() throws IOException;
    }

    /** The final answer; none when the patience ends before. */
    private Optional<Answer> insist(Request request) {
        while (waiting) {
            try {
                var answer = request.send();
                if (isFinal(answer)) {
                    return Optional.of(answer);
                }
            } catch (IOException _) {
                // No answer is no answer: the key finds out.
            }
            LockSupport.parkNanos(BREATH_NANOS);
        }
        unanswered.increment();
        return Optional.empty();
    }

    // A conflict that says when to come again is one with a request that is still under way.
    private static boolean isFinal(Answer answer) {
        return switch (answer.status()) {
            case 429, 502, 503, 504 -> false;
            case 409 -> !answer.retryLater();
            default -> true;
        };
    }

    private void offend(String what, Answer answer) {
        offences.add("%s %d %s".formatted(what, answer.status(), answer.body()));
    }

    @Override
    public void close() {
        shopping = false;
        waiting = false;
    }
}
