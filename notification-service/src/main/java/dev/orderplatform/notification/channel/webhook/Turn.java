package dev.orderplatform.notification.channel.webhook;

import java.util.List;

/**
 * An endpoint that this process has leased, with webhooks that are due.
 *
 * @param sealedSecret as stored
 * @param revision of the endpoint, as chosen by the customer
 * @param claim identifies the lease
 * @param deliveries the one that has been due for longest first
 */
public record Turn(
        long userId, String url, byte[] sealedSecret, int revision, long claim, Lane lane, List<Delivery> deliveries) {

    public Turn {
        deliveries = List.copyOf(deliveries);
    }
}
