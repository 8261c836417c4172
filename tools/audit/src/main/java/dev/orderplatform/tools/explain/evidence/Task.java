package dev.orderplatform.tools.explain.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Work at the provider or the carrier that is to be done.
 *
 * @param subject such as a payment's id
 * @param due of the next attempt; of one that runs, the end of its lease
 * @param failure of the last attempt
 */
public record Task(String kind, String subject, Instant due, int attempt, Optional<String> failure) {

    static Optional<Task> find(List<Task> tasks, String kind, String subject) {
        return tasks.stream()
                .filter(task -> task.kind().equals(kind) && task.subject().equals(subject))
                .findFirst();
    }
}
