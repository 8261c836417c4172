package dev.orderplatform.tools.simulators.journal;

import java.time.Instant;
import java.util.List;

/**
 * When and how often a message is sent, decided together with what it reports.
 *
 * @param times how often it has to be accepted; more than one for a repeated message
 */
public record PlannedCallback(String webhookId, Instant dueAt, int times) {

    /** The work that is due for the messages planned, all with one body. */
    public static List<Due> due(List<PlannedCallback> planned, String body) {
        return planned.stream()
                .<Due>map(plan -> new Due.Callback(plan.webhookId, plan.dueAt, plan.times, body))
                .toList();
    }
}
