package dev.orderplatform.tools.load;

import dev.orderplatform.tools.client.Acknowledgement;
import dev.orderplatform.tools.client.AcknowledgementLog;
import dev.orderplatform.tools.client.Answer;
import dev.orderplatform.tools.client.Gateway;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Pays orders some time after they were accepted. An order that is not confirmed by then (409) is paid later, with
 * exponential back-off; nothing else is tried again.
 */
final class Payers {

    static final int THREADS = 16;
    // 0.25 + 0.5 + … + 8 s after the order
    private static final Duration FIRST_DELAY = Duration.ofMillis(250);
    private static final int MAX_ATTEMPTS = 6;
    private static final int MAX_WAITING = 100_000;
    private static final long IDLE_MILLIS = 100;

    private final Gateway gateway;
    private final AcknowledgementLog acknowledgements;
    private final DelayQueue<Payment> waiting = new DelayQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean finishing;

    Payers(Gateway gateway, AcknowledgementLog acknowledgements) {
        this.gateway = gateway;
        this.acknowledgements = acknowledgements;
    }

    /**
     * A payment to be requested.
     *
     * @param order the response to the order
     * @param due as {@link System#nanoTime()}
     */
    private record Payment(String token, String key, Answer order, Measurements measurements, int attempt, long due)
            implements Delayed {

        Payment next() {
            return new Payment(
                    token,
                    key,
                    order,
                    measurements,
                    attempt + 1,
                    System.nanoTime() + (FIRST_DELAY.toNanos() << attempt));
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    void start() {
        for (var n = 0; n < THREADS; n++) {
            threads.add(Thread.ofPlatform().name("payer-" + n).daemon().start(this::pay));
        }
    }

    /** Pays this order later. */
    void add(String token, String key, Answer order, Measurements measurements) {
        if (open.incrementAndGet() > MAX_WAITING) {
            open.decrementAndGet();
            measurements.failed("too many orders wait for their payment");
        } else {
            waiting.add(new Payment(token, key + "-pay", order, measurements, 0, 0).next());
        }
    }

    /** Returns when every payment has got its final response. */
    void finish() throws InterruptedException {
        finishing = true;
        for (var thread : threads) {
            thread.join();
        }
    }

    private void pay() {
        try {
            while (!finishing || open.get() > 0) {
                var payment = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (payment != null) {
                    pay(payment);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void pay(Payment payment) {
        var begin = System.nanoTime();
        try {
            var orderId = payment.order.json().path("orderId").asText();
            var answer = gateway.pay(payment.token, payment.key, orderId);
            if (answer.status() == 409 && payment.attempt < MAX_ATTEMPTS) {
                waiting.add(payment.next());
                return;
            }
            if (answer.status() == 201) {
                payment.measurements.accepted(System.nanoTime() - begin);
                acknowledgements.add(Acknowledgement.payment(
                        payment.key, answer.json().path("paymentId").asText()));
            } else {
                payment.measurements.failed("HTTP " + answer.status());
            }
        } catch (IOException e) {
            payment.measurements.failed(e.getClass().getSimpleName());
        }
        open.decrementAndGet();
    }
}
