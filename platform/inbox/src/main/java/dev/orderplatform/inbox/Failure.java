package dev.orderplatform.inbox;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that can't be applied, and the reason. */
record Failure(ConsumerRecord<String, byte[]> record, RuntimeException reason) {

    /**
     * Whether several records failed for the same reason, which then is the service or its database rather than the
     * events. A single failure proves nothing.
     */
    static boolean haveSameCause(List<Failure> failures) {
        return failures.size() > 1
                && failures.stream().map(Failure::kind).distinct().count() == 1;
    }

    // Ignores the message: it often contains the event's id.
    private Kind kind() {
        Throwable root = Stream.<Throwable>iterate(reason, e -> e != null, Throwable::getCause)
                .reduce(reason, (_, cause) -> cause);
        return new Kind(
                root.getClass(),
                root instanceof SQLException sql ? Optional.ofNullable(sql.getSQLState()) : Optional.empty(),
                Stream.of(root.getStackTrace()).findFirst());
    }

    private record Kind(Class<?> type, Optional<String> sqlState, Optional<StackTraceElement> thrownAt) {}
}
