package dev.orderplatform.load;

import java.util.Locale;

/** What customers ask. */
enum Request {
    CREATE,
    LOOK,
    LIST,
    CANCEL;

    /** As reports call it. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
