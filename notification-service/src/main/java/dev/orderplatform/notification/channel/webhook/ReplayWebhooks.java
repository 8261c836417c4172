package dev.orderplatform.notification.channel.webhook;

import java.util.Collection;
import java.util.Set;

/** Sends webhooks again. */
public interface ReplayWebhooks {

    /**
     * Queues webhooks again that are delivered or given up, with all their attempts and the same webhook-id. Skips those
     * that wait, and those of customers without an endpoint. Blocking.
     *
     * @param notificationIds at most a few hundred
     * @return the ids of those that were queued
     */
    Set<Long> replay(Collection<Long> notificationIds);
}
