package dev.orderplatform.notification.channel.email;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends due e-mails. Several instances may run; each claims its own. */
final class DeliverEmails {
    private static final Logger log = LoggerFactory.getLogger(DeliverEmails.class);
    private static final Duration MAX_RETRY = Duration.ofSeconds(30);
    /** Lets the current batch finish: an interrupt would break its connection, and its e-mails would be sent twice. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final Emails emails;
    private final SmtpSender sender;
    private final EmailProperties properties;
    private final PeriodicTask task;

    DeliverEmails(Emails emails, SmtpSender sender, EmailProperties properties) {
        this.emails = emails;
        this.sender = sender;
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
        SendResult result = sender.send(batch);
        if (!result.sent().isEmpty()) {
            emails.markSent(result.sent());
            task.wakeUp();
        }
        result.failed().forEach(this::retryOrFail);
        if (result.sent().isEmpty()) {
            throw new IllegalStateException("none of " + batch.size() + " e-mails could be sent");
        }
    }

    private void retryOrFail(Email email, String reason) {
        if (email.attempt() >= properties.attempts()) {
            log.warn(
                    "e-mail about {} failed permanently after {} attempts: {}",
                    email.eventId(),
                    email.attempt(),
                    reason);
            emails.fail(email, reason);
        } else {
            log.info("e-mail about {} failed, attempt {}: {}", email.eventId(), email.attempt(), reason);
            emails.retry(email, reason, properties.backOff(email.attempt()));
        }
    }
}
