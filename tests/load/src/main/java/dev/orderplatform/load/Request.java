package dev.orderplatform.load;

import java.util.Locale;

/** The kinds of requests. */
enum Request {
    CREATE,
    POLL,
    PAY,
    LIST,
    CANCEL,
    POINTS,
    RECOMMENDATIONS;

    /** The name in reports. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
