package dev.orderplatform.tools.drill;

import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.tools.client.Acknowledgement;
import dev.orderplatform.tools.client.AcknowledgementLog;
import dev.orderplatform.tools.client.DemoOrders;
import dev.orderplatform.tools.client.Gateway;
import dev.orderplatform.tools.client.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Customers who order throughout the drill, pay many of their orders, and cancel some before or after the payment. They
 * retry a request with the same key until its response is final.
 */
public final class Customers implements AutoCloseable {

    /** Number of users; about half of them belong to each region. */
    private static final int USERS = 64;

    private static final int CUSTOMERS = 8;
    private static final int SKUS = 200;
    private static final List<String> REGIONS = Topology.regionNames();
    private static final long THINK_TIME_NANOS = Duration.ofMillis(150).toNanos();

    private final Gateway gateway;
    private final AcknowledgementLog acknowledgements;
    private final boolean severalRegions;
    private final List<String> tokens;
    private final String operator;
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final List<Thread> threads = new ArrayList<>();
    private final PatientClient client = new PatientClient();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder multiRegion = new LongAdder();
    private final LongAdder payments = new LongAdder();
    private final LongAdder transfers = new LongAdder();
    private volatile boolean ordering = true;

    public Customers(Gateway gateway, AcknowledgementLog acknowledgements, boolean severalRegions) {
        this.gateway = gateway;
        this.acknowledgements = acknowledgements;
        this.severalRegions = severalRegions;
        this.tokens = Tokens.ofUsers(gateway, 1, USERS);
        this.operator = gateway.token(1, "operator");
    }

    public void start(long seed) {
        for (var n = 0; n < CUSTOMERS; n++) {
            var random = new SplittableRandom(seed * CUSTOMERS + n);
            var name = "customer-" + n;
            threads.add(Thread.ofPlatform().name(name).daemon().start(() -> orderRepeatedly(name, random)));
        }
    }

    /** Starts no new requests, and lets those in progress finish within the timeout. */
    public void finish(Duration timeout) throws InterruptedException {
        ordering = false;
        var deadline = System.nanoTime() + timeout.toNanos();
        for (var thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        client.stopWaiting();
        for (var thread : threads) {
            thread.join();
        }
    }

    /** Responses that must never occur. */
    public List<String> violations() {
        return client.violations();
    }

    /** Number of orders accepted so far. */
    public long accepted() {
        return accepted.sum();
    }

    /** Number of requests without a final response at the timeout. */
    public long unanswered() {
        return client.unanswered();
    }

    public String summary() {
        return "%,d orders accepted, %,d of them in several regions; %,d payments; %,d transfers; %,d requests without a final answer"
                .formatted(accepted.sum(), multiRegion.sum(), payments.sum(), transfers.sum(), unanswered());
    }

    private void orderRepeatedly(String name, SplittableRandom random) {
        var open = new OpenOrders(gateway, client, acknowledgements, random);
        for (var n = 0; ordering; n++) {
            var key = "drill-%s-%s-%d".formatted(run, name, n);
            if (severalRegions && random.nextInt(20) == 0) {
                transfer(key, random);
            } else {
                order(key, random, open);
            }
            payments.add(open.goOn());
            LockSupport.parkNanos(THINK_TIME_NANOS);
        }
    }

    private void order(String key, SplittableRandom random, OpenOrders open) {
        var token = tokens.get(random.nextInt(tokens.size()));
        var several = severalRegions && random.nextInt(4) == 0;
        var body = "{\"lines\":[{\"sku\":\"%s\",\"quantity\":%d}],\"durability\":\"%s\"}"
                .formatted(
                        DemoOrders.sku(random.nextInt(SKUS) + 1),
                        // Sometimes more than one parcel.
                        random.nextInt(10) == 0 ? 12 : random.nextInt(3) + 1,
                        several ? "MULTI_REGION" : "REGION");
        var cancels = random.nextInt(5) == 0;
        client.send(() -> gateway.placeOrder(token, key, body)).ifPresent(answer -> {
            if (answer.status() != 200 && answer.status() != 201) {
                client.addViolation("an order was answered", answer);
                return;
            }
            var id = answer.json().path("orderId").asText();
            acknowledgements.add(Acknowledgement.order(key, id));
            accepted.increment();
            if (several) {
                multiRegion.increment();
            }
            if (cancels) {
                open.cancel(token, id);
            } else {
                open.add(token, id, key);
            }
        });
    }

    private void transfer(String key, SplittableRandom random) {
        var from = random.nextInt(REGIONS.size());
        var body = "{\"sku\":\"%s\",\"quantity\":%d,\"from\":\"%s\",\"to\":\"%s\"}"
                .formatted(
                        DemoOrders.sku(random.nextInt(SKUS) + 1),
                        random.nextInt(20) + 1,
                        REGIONS.get(from),
                        REGIONS.get(1 - from));
        client.send(() -> gateway.post(operator, Optional.of(key), "/api/v1/stock/transfers", body))
                .ifPresent(answer -> {
                    transfers.increment();
                    if (answer.status() == 200 || answer.status() == 201) {
                        var id = answer.json().path("transferId").asText();
                        acknowledgements.add(Acknowledgement.transfer(key, id));
                    } else if (answer.status() != 409) {
                        client.addViolation("a transfer was answered", answer);
                    }
                });
    }

    @Override
    public void close() {
        ordering = false;
        client.stopWaiting();
    }
}
