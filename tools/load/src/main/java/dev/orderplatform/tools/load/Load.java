package dev.orderplatform.tools.load;

import dev.orderplatform.tools.bench.OrderRequests;
import dev.orderplatform.tools.client.AcknowledgementLog;
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

/** Sends orders as planned: first the warm-up, then what counts, without a pause between. */
final class Load {

    private static final long PROGRESS_SECONDS = 5;
    private static final long PAUSE_AFTER_FAILURE_NANOS = Duration.ofMillis(50).toNanos();

    private final LoadPlan plan;
    private final Gateway gateway;
    private final List<String> tokens;
    private final AcknowledgementLog acknowledgements;
    private final Measurements warmUp = new Measurements();
    private final Measurements counted = new Measurements();
    private final AtomicLong tickets = new AtomicLong();
    // Keys of one run never meet those of another.
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    private long start;
    private long countFrom;
    private long end;

    Load(LoadPlan plan, Gateway gateway, List<String> tokens, AcknowledgementLog acknowledgements) {
        this.plan = plan;
        this.gateway = gateway;
        this.tokens = List.copyOf(tokens);
        this.acknowledgements = acknowledgements;
    }

    /**
     * What came of it. A generator that lacks senders sends later than it was asked to, and on after the planned end: rates
     * are those of the time that it took.
     *
     * @param from when the first of the counted requests was sent
     * @param to when the last of them had its answer
     * @param sending how long it took to send them, at least as long as planned
     * @param elapsed until all of them had their answers, likewise
     */
    record Result(
            Measurements counted, long warmUpErrors, Instant from, Instant to, Duration sending, Duration elapsed) {

        static Result of(LoadPlan plan, Measurements counted, long warmUpErrors, Instant begin) {
            // Of a run that sent nothing, the plan.
            var first = counted.requests() == 0 ? plan.warmUp().toNanos() : counted.firstSent();
            var sending = Math.max(plan.duration().toNanos(), counted.lastSent() - first);
            var elapsed = Math.max(plan.duration().toNanos(), counted.lastAnswered() - first);
            var from = begin.plusNanos(first);
            return new Result(
                    counted,
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
        // Platform threads: at this number they cost half the CPU of virtual ones, whose every read takes a detour
        // through the poller.
        var senders = new ArrayList<Thread>();
        for (var n = 0; n < plan.senders(); n++) {
            senders.add(Thread.ofPlatform().name("sender-" + n).daemon().start(this::send));
        }
        tellProgress(progress);
        for (var sender : senders) {
            sender.join();
        }
        return Result.of(plan, counted, warmUp.errors(), begin);
    }

    private void tellProgress(Consumer<String> progress) throws InterruptedException {
        var before = 0L;
        var last = start;
        while (true) {
            var left = Duration.ofNanos(end - System.nanoTime());
            if (left.isNegative()) {
                return;
            }
            Thread.sleep(
                    Duration.ofSeconds(PROGRESS_SECONDS).compareTo(left) < 0
                            ? Duration.ofSeconds(PROGRESS_SECONDS)
                            : left.plusMillis(1));
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
            var begin = beginOf(ticket);
            if (begin >= end) {
                return;
            }
            pauseUntil(begin);
            // Latency counts from the intended begin: a request that had to wait for a free sender is a slow one.
            send(ticket, begin, begin >= countFrom ? counted : warmUp);
        }
    }

    private long beginOf(long ticket) {
        return plan.rate().isPresent()
                ? start + (long) (ticket * 1e9 / plan.rate().getAsDouble())
                : System.nanoTime();
    }

    private static void pauseUntil(long begin) {
        for (var left = begin - System.nanoTime(); left > 0; left = begin - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void send(long ticket, long begin, Measurements measurements) {
        var user = ThreadLocalRandom.current().nextInt(tokens.size());
        var key = "load-" + run + "-" + ticket;
        measurements.sent(System.nanoTime() - start);
        try {
            var answer = gateway.placeOrder(tokens.get(user), key, body());
            var nanos = System.nanoTime() - begin;
            if (answer.status() == 201) {
                measurements.accepted(nanos);
                acknowledgements.addOrder(key, answer);
            } else {
                measurements.failed("HTTP " + answer.status());
            }
        } catch (IOException e) {
            measurements.failed(e.getClass().getSimpleName());
            // Whatever refuses connections would otherwise be asked in a tight loop.
            LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS);
        } finally {
            measurements.ended(System.nanoTime() - start);
        }
    }

    private String body() {
        var first = ThreadLocalRandom.current().nextInt(plan.skus());
        return "{\"lines\":" + OrderRequests.lines(first, plan.skus(), plan.lines()) + ",\"durability\":\""
                + plan.durability() + "\"}";
    }
}
