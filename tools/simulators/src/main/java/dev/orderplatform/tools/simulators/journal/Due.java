package dev.orderplatform.tools.simulators.journal;

import java.time.Instant;

/** Work that is owed. It survives a restart, since it follows from the ledger. */
public sealed interface Due {

    /** Identifies it among all that is owed. */
    String key();

    Instant at();

    /** The next step of a payment, refund or parcel. */
    record Settlement(String kind, String id, Instant at) implements Due {
        @Override
        public String key() {
            return key(kind, id);
        }

        public static String key(String kind, String id) {
            return kind + "/" + id;
        }
    }

    /**
     * A message to be delivered.
     *
     * @param webhookId the same for each attempt
     * @param times how often it has to be accepted
     * @param body exactly what is signed and sent
     */
    record Callback(String webhookId, Instant at, int times, String body) implements Due {
        @Override
        public String key() {
            return webhookId;
        }
    }
}
