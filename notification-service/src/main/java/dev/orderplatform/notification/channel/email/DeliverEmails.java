package dev.orderplatform.notification.channel.email;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is due, until it is told to stop. Any number may run: each claims mails of its own. */
final class DeliverEmails implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DeliverEmails.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Emails emails;
    private final SmtpServer server;
    private final EmailProperties properties;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("deliver-emails").unstarted(this::loop);

    DeliverEmails(Emails emails, SmtpServer server, EmailProperties properties) {
        this.emails = emails;
        this.server = server;
        this.properties = properties;
    }

    void start() {
        thread.start();
    }

    private void loop() {
        Duration pause = Duration.ZERO;
        try {
            while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = next(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration next(Duration pause) {
        try {
            return switch (deliverBatch()) {
                case SENT -> Duration.ZERO;
                case NOTHING_DUE -> properties.pollInterval();
                case ALL_FAILED -> longer(pause);
            };
        } catch (RuntimeException e) {
            log.warn("e-mails wait: {}", e.toString());
            return longer(pause);
        }
    }

    private Duration longer(Duration pause) {
        Duration doubled =
                pause.compareTo(properties.pollInterval()) < 0 ? properties.pollInterval() : pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private Delivery deliverBatch() {
        var batch = emails.claim(properties.batch(), properties.claim());
        if (batch.isEmpty()) {
            return Delivery.NOTHING_DUE;
        }
        Outcome outcome = server.send(batch);
        if (!outcome.sent().isEmpty()) {
            emails.sent(outcome.sent());
        }
        outcome.failed().forEach(this::failed);
        return outcome.sent().isEmpty() ? Delivery.ALL_FAILED : Delivery.SENT;
    }

    private void failed(Email email, String reason) {
        if (email.attempt() >= properties.attempts()) {
            log.warn("e-mail about {} given up after {} tries: {}", email.eventId(), email.attempt(), reason);
            emails.giveUp(email, reason);
        } else {
            log.info("e-mail about {} failed, try {}: {}", email.eventId(), email.attempt(), reason);
            emails.retry(email, reason, properties.backOff(email.attempt()));
        }
    }

    /** Lets the batch in flight come to its end: an interrupt would cut its connection, and its mails would go twice. */
    @Override
    public void close() throws InterruptedException {
        stop.countDown();
        thread.join(STOP_LIMIT);
    }

    private enum Delivery {
        SENT,
        NOTHING_DUE,
        ALL_FAILED
    }
}
