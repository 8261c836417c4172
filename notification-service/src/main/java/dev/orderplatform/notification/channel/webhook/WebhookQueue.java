package dev.orderplatform.notification.channel.webhook;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The webhooks that wait, by endpoint. Blocking. */
public interface WebhookQueue {

    /**
     * Leases endpoints with webhooks that are due, the one that has waited for longest first.
     *
     * @param endpoints max number
     * @param deliveries max number per endpoint
     * @param lease how long nobody else may lease them
     */
    List<Turn> lease(Lane lane, int endpoints, int deliveries, Duration lease);

    /**
     * Records outcomes and ends the lease, in one transaction. No effect if the lease has ended and the endpoint was
     * leased again.
     *
     * @param next lane of the endpoint
     */
    void finish(Turn turn, Collection<Outcome> outcomes, Lane next);
}
