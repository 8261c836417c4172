package dev.orderplatform.inbox;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that can't be applied, and why. */
record Failure(ConsumerRecord<String, byte[]> record, RuntimeException reason) {

    /**
     * Whether several failed for one reason, which then lies in the service or its database and not in the events. One
     * failure alone tells nothing.
     */
    static boolean allAlike(List<Failure> failures) {
        return failures.size() > 1
                && failures.stream().map(Failure::kind).distinct().count() == 1;
    }

    // Not the message: it often names the event.
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
