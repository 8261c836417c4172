package dev.orderplatform.tools.simulators.journal;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;

/** The outcome of delivering a message. */
public sealed interface CallbackEntry extends Entry {

    String webhookId();

    @Override
    default List<String> settles() {
        return List.of(webhookId());
    }

    /** The receiver answered 2xx, as often as it had to. */
    @JsonTypeName("callback.accepted")
    record CallbackAccepted(Instant at, String webhookId, int attempts, int status) implements CallbackEntry {}

    /** The receiver refused it too often. */
    @JsonTypeName("callback.abandoned")
    record CallbackAbandoned(Instant at, String webhookId, int attempts, int status) implements CallbackEntry {}
}
