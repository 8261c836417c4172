package dev.orderplatform.notification.channel.webhook;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Sends the webhooks of one endpoint's turn, a few at once. After a failure or a slow answer, and when its time is over,
 * no further one is started: the rest stays due and waits for the endpoint's next turn.
 */
final class TakeTurn {
    private final SignAndSend sending;
    private final WebhookQueue queue;
    private final WebhookProperties properties;
    private final BooleanSupplier stopping;

    /** @param stopping whether this process stops */
    TakeTurn(SignAndSend sending, WebhookQueue queue, WebhookProperties properties, BooleanSupplier stopping) {
        this.sending = sending;
        this.queue = queue;
        this.properties = properties;
        this.stopping = stopping;
    }

    void run(Turn turn) {
        Collection<Outcome> outcomes = send(turn);
        queue.finish(turn, outcomes, laneAfter(turn, outcomes));
    }

    private Collection<Outcome> send(Turn turn) {
        Function<Delivery, Attempt> endpoint = sending.to(turn);
        Queue<Delivery> waiting = new ConcurrentLinkedQueue<>(turn.deliveries());
        Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        AtomicBoolean ended = new AtomicBoolean();
        long begin = System.nanoTime();
        Runnable worker = () -> {
            while (!ended.get() && !stopping.getAsBoolean() && isWithinSlice(begin)) {
                Delivery next = waiting.poll();
                if (next == null) {
                    return;
                }
                Attempt attempt = endpoint.apply(next);
                if (!attempt.isDelivered() && stopping.getAsBoolean()) {
                    return; // perhaps because this process stops; it is sent again and does not count
                }
                outcomes.add(outcome(next, attempt));
                if (!attempt.isDelivered() || isSlow(attempt)) {
                    ended.set(true);
                }
            }
        };
        runConcurrently(
                worker, Math.min(properties.perEndpoint(), turn.deliveries().size()));
        return outcomes;
    }

    // Closing waits for all workers.
    private static void runConcurrently(Runnable worker, int workers) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < workers; n++) {
                threads.execute(worker);
            }
        }
    }

    private boolean isWithinSlice(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).compareTo(properties.slice()) < 0;
    }

    // Also after 410: the endpoint may have been changed meanwhile. If not, it is disabled, and what waits given up.
    private Outcome outcome(Delivery delivery, Attempt attempt) {
        return new Outcome(
                delivery,
                attempt,
                attempt.isDelivered()
                        ? Optional.empty()
                        : properties.retryAfter(
                                delivery.failures() + 1,
                                ThreadLocalRandom.current().nextDouble()));
    }

    private Lane laneAfter(Turn turn, Collection<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return turn.lane();
        }
        return outcomes.stream().map(Outcome::attempt).anyMatch(this::isSlow) ? Lane.SLOW : Lane.NORMAL;
    }

    private boolean isSlow(Attempt attempt) {
        return attempt.duration().compareTo(properties.slowAfter()) > 0;
    }
}
