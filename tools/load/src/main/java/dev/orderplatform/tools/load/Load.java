package dev.orderplatform.tools.load;

import dev.orderplatform.tools.client.AcknowledgementLog;
import dev.orderplatform.tools.client.DemoOrders;
import dev.orderplatform.tools.client.Gateway;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Sends orders and payments: the warm-up, then, without a pause, the measured requests. */
final class Load {

    private static final long PROGRESS_SECONDS = 5;
    private static final long DELAY_AFTER_FAILURE_NANOS = Duration.ofMillis(50).toNanos();

    private final LoadPlan plan;
    private final Gateway gateway;
    private final List<String> tokens;
    private final AcknowledgementLog acknowledgements;
    private final Measurements warmUp = new Measurements();
    private final Measurements counted = new Measurements();
    private final Measurements warmUpPayments = new Measurements();
    private final Measurements countedPayments = new Measurements();
    private final Payers payers;
    private final AtomicLong tickets = new AtomicLong();
    // Makes keys unique across runs.
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    private long start;
    private long countFrom;
    private long end;

    Load(LoadPlan plan, Gateway gateway, List<String> tokens, AcknowledgementLog acknowledgements) {
        this.plan = plan;
        this.gateway = gateway;
        this.tokens = List.copyOf(tokens);
        this.acknowledgements = acknowledgements;
        this.payers = new Payers(gateway, acknowledgements);
    }

    /**
     * The result of a run. A generator with too few senders falls behind its rate and ends late; rates are computed
     * with the actual times.
     *
     * @param payments payments of the counted orders
     * @param from when the first measured request was sent
     * @param to when the last measured response arrived
     * @param sending time from the first to the last request, at least the planned duration
     * @param elapsed time from the first request to the last response, likewise
     */
    record Result(
            Measurements counted,
            Measurements payments,
            long warmUpErrors,
            Instant from,
            Instant to,
            Duration sending,
            Duration elapsed) {

        static Result of(LoadPlan plan, Measurements counted, Measurements payments, long warmUpErrors, Instant begin) {
            // Without requests, use the plan.
            var first = counted.requests() == 0 ? plan.warmUp().toNanos() : counted.firstSent();
            var sending = Math.max(plan.duration().toNanos(), counted.lastSent() - first);
            var elapsed = Math.max(plan.duration().toNanos(), counted.lastAnswered() - first);
            var from = begin.plusNanos(first);
            return new Result(
                    counted,
                    payments,
                    warmUpErrors,
                    from,
                    from.plusNanos(elapsed),
                    Duration.ofNanos(sending),
                    Duration.ofNanos(elapsed));
        }
    }

    Result run(Consumer<String> progress) throws InterruptedException {
        start = System.nanoTime();
        countFrom = start + plan.warmUp().toNanos();
        end = countFrom + plan.duration().toNanos();
        var begin = Instant.now();
        // Platform threads: at this number they cost half the CPU of virtual threads, whose blocking reads go through
        // the poller.
        var senders = new ArrayList<Thread>();
        for (var n = 0; n < plan.senders(); n++) {
            senders.add(Thread.ofPlatform().name("sender-" + n).daemon().start(this::send));
        }
        payers.start();
        printProgress(progress);
        for (var sender : senders) {
            sender.join();
        }
        payers.finish();
        return Result.of(plan, counted, countedPayments, warmUp.errors() + warmUpPayments.errors(), begin);
    }

    private void printProgress(Consumer<String> progress) throws InterruptedException {
        var before = 0L;
        var last = start;
        while (true) {
            var remaining = Duration.ofNanos(end - System.nanoTime());
            if (remaining.isNegative()) {
                return;
            }
            Thread.sleep(
                    Duration.ofSeconds(PROGRESS_SECONDS).compareTo(remaining) < 0
                            ? Duration.ofSeconds(PROGRESS_SECONDS)
                            : remaining.plusMillis(1));
            var accepted = warmUp.accepted() + counted.accepted();
            var now = System.nanoTime();
            progress.accept("%4d s %s %,8.0f accepted/s, p99 so far %.0f ms, %,d errors"
                    .formatted(
                            Duration.ofNanos(now - start).toSeconds(),
                            now < countFrom ? "warming up" : "          ",
                            (accepted - before) * 1e9 / (now - last),
                            (counted.accepted() > 0 ? counted : warmUp).acceptMillis(99),
                            warmUp.errors() + counted.errors()));
            before = accepted;
            last = now;
        }
    }

    private void send() {
        while (true) {
            var ticket = tickets.getAndIncrement();
            var begin = startOf(ticket);
            if (begin >= end) {
                return;
            }
            pauseUntil(begin);
            // Latency counts from the intended start, so that waiting for a free sender is included (no coordinated
            // omission).
            send(ticket, begin, begin >= countFrom);
        }
    }

    private long startOf(long ticket) {
        return plan.rate().isPresent()
                ? start + (long) (ticket * 1e9 / plan.rate().getAsDouble())
                : System.nanoTime();
    }

    private static void pauseUntil(long begin) {
        for (var remaining = begin - System.nanoTime(); remaining > 0; remaining = begin - System.nanoTime()) {
            LockSupport.parkNanos(remaining);
        }
    }

    private void send(long ticket, long begin, boolean counts) {
        var measurements = counts ? counted : warmUp;
        var user = ThreadLocalRandom.current().nextInt(tokens.size());
        var key = "load-" + run + "-" + ticket;
        measurements.sent(System.nanoTime() - start);
        try {
            var answer = gateway.placeOrder(tokens.get(user), key, body());
            var nanos = System.nanoTime() - begin;
            if (answer.status() == 201) {
                measurements.accepted(nanos);
                acknowledgements.addOrder(key, answer);
                if (ThreadLocalRandom.current().nextInt(100) < plan.payPercent()) {
                    payers.add(tokens.get(user), key, answer, counts ? countedPayments : warmUpPayments);
                }
            } else {
                measurements.failed("HTTP " + answer.status());
            }
        } catch (IOException e) {
            measurements.failed(e.getClass().getSimpleName());
            // Avoids a tight loop while connections are refused.
            LockSupport.parkNanos(DELAY_AFTER_FAILURE_NANOS);
        } finally {
            measurements.ended(System.nanoTime() - start);
        }
    }

    private String body() {
        var first = ThreadLocalRandom.current().nextInt(plan.skus());
        return "{\"lines\":" + DemoOrders.lines(first, plan.skus(), plan.lines()) + ",\"durability\":\""
                + plan.durability() + "\"}";
    }
}
