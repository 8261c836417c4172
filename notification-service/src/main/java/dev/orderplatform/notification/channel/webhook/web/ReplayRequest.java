package dev.orderplatform.notification.channel.webhook.web;

import dev.orderplatform.web.problem.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The body of POST /internal/webhooks/replay.
 *
 * @param notificationIds 1..500
 */
record ReplayRequest(@Nullable List<@Nullable String> notificationIds) {
    /** Bounds the number of locks and the duration of the transaction. */
    private static final int MAX = 500;

    Set<Long> validated() {
        if (notificationIds == null || notificationIds.isEmpty() || notificationIds.size() > MAX) {
            throw ProblemException.badField("notificationIds", "must have 1 to " + MAX + " entries");
        }
        Set<Long> ids = new TreeSet<>();
        for (String id : notificationIds) {
            if (id == null || !id.matches("[1-9][0-9]{0,17}")) {
                throw ProblemException.badField("notificationIds", "must be ids of notifications");
            }
            ids.add(Long.valueOf(id));
        }
        return ids;
    }
}
