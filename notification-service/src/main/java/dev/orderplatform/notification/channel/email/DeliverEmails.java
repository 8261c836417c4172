package dev.orderplatform.notification.channel.email;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is due. Any number may run: each claims mails of its own. */
final class DeliverEmails {
    private static final Logger log = LoggerFactory.getLogger(DeliverEmails.class);
    private static final Duration MAX_RETRY = Duration.ofSeconds(30);
    /** The batch in flight should come to its end: an interrupt cuts its connection, and its mails go twice. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final Emails emails;
    private final SmtpServer server;
    private final EmailProperties properties;
    private final PeriodicTask task;

    DeliverEmails(Emails emails, SmtpServer server, EmailProperties properties) {
        this.emails = emails;
        this.server = server;
        this.properties = properties;
        Duration interval = properties.pollInterval();
        this.task = new PeriodicTask(
                "deliver-emails",
                Schedule.every(interval).startingAtOnce().retryingAfter(interval, MAX_RETRY),
                STOP_TIMEOUT,
                this::deliverBatch);
    }

    PeriodicTask task() {
        return task;
    }

    private void deliverBatch() {
        var batch = emails.claim(properties.batch(), properties.claim());
        if (batch.isEmpty()) {
            return;
        }
        Outcome outcome = server.send(batch);
        if (!outcome.sent().isEmpty()) {
            emails.sent(outcome.sent());
            task.wakeUp();
        }
        outcome.failed().forEach(this::failed);
        if (outcome.sent().isEmpty()) {
            throw new IllegalStateException("none of " + batch.size() + " e-mails could be sent");
        }
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
}
