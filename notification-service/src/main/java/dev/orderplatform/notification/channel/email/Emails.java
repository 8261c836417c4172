package dev.orderplatform.notification.channel.email;

import java.time.Duration;
import java.util.List;

/** The e-mail queue. Blocking. */
public interface Emails {

    /**
     * Claims due e-mails.
     *
     * @param claim how long; an e-mail that is not finished by then is due again
     */
    List<Email> claim(int limit, Duration claim);

    /** Finishes sent e-mails. */
    void markSent(List<Email> emails);

    /** Schedules another attempt. No effect if the e-mail was claimed again or is finished. */
    void retry(Email email, String error, Duration backOff);

    /** Finishes an e-mail that was not sent. No effect if it was claimed again or is finished. */
    void fail(Email email, String error);
}
