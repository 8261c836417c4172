package dev.orderplatform.tasks;

import java.time.Instant;

/**
 * A task that this process has claimed.
 *
 * @param subject what it is about, such as a payment id; a kind has at most one task for each subject
 * @param attempt from 1; starts again when the task is added again or rescheduled
 * @param since when it was first added, by the database's clock
 * @param claim grows with each claim and each time the task is added: an outdated claim changes nothing
 */
public record Task(String kind, String subject, int attempt, Instant since, long claim) {

    public Task {
        if (kind.isEmpty() || subject.isEmpty()) {
            throw new IllegalArgumentException("a task needs a kind and a subject");
        }
    }
}
