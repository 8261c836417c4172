package dev.orderplatform.load;

import java.util.Locale;

/** What became of an order, as far as its customer waited. */
enum OrderOutcome {
    ACCEPTED,
    CONFIRMED,
    REJECTED,
    /** Still PENDING when the customer's patience ended; the audit tells whether it was decided later. */
    UNDECIDED,
    CANCELLED;

    /** As reports call it. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
