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

    /** Finishes sent e-mails. Returns how many. */
    int markSent(List<Email> emails);

    /** Schedules another attempt. Returns 1, or 0 if the e-mail was claimed again or is finished. */
    int retry(Email email, String error, Duration backOff);

    /** Finishes an e-mail that was not sent. Returns 1, or 0 if it was claimed again or is finished. */
    int fail(Email email, String error);
}
