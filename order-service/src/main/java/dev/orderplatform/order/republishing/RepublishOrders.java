package dev.orderplatform.order.republishing;

import dev.orderplatform.contracts.EventRetention;
import java.util.List;
import java.util.SortedSet;

/**
 * Publishes all events of orders again, derived from their rows: the same events with the same ids, in sequence.
 * Consumers that have already applied them ignore them, or repeat their reply.
 */
public interface RepublishOrders {
    /**
     * Stores the events of all these orders in the outbox, or of none. Blocks.
     *
     * @param anyAge also events older than {@link EventRetention#REPLAY}, which consumers may no longer recognise as
     *     duplicates
     * @throws dev.orderplatform.regions.NotOwner when another region owns the slot of one of them
     * @throws UnknownOrders when one of them does not exist
     */
    List<Republished> republish(SortedSet<Long> orderIds, boolean anyAge);
}
