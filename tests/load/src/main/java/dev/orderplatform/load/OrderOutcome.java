package dev.orderplatform.load;

import java.util.Locale;

/** The outcome of an order as seen by its customer. */
enum OrderOutcome {
    ACCEPTED,
    CONFIRMED,
    REJECTED,
    /** Still PENDING at the customer's last poll; the audit checks whether it was decided later. */
    UNDECIDED,
    CANCELLED,
    /** Its payment was accepted. */
    PAID,
    DELIVERED,
    REFUNDED,
    /** Its payment was accepted, and it was neither delivered nor refunded at the customer's last poll. */
    UNFINISHED;

    /** The name in reports. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
