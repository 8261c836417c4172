package dev.orderplatform.order.republishing;

import dev.orderplatform.contracts.EventRetention;
import java.util.List;
import java.util.SortedSet;

/**
 * Publishes all events of orders again, made from their rows: the same events with the same ids, in their order. Consumers
 * that had them ignore them, or repeat their answer.
 */
public interface RepublishOrders {
    /**
     * Puts the events of all these orders into the outbox, or of none of them. Blocks.
     *
     * @param anyAge also events older than {@link EventRetention#REPLAY}, of which consumers may have forgotten that they
     *     had them
     * @throws dev.orderplatform.order.ownership.NotOwner when another region owns the slot of one of them
     * @throws UnknownOrders when one of them is not there
     */
    List<Republished> republish(SortedSet<Long> orderIds, boolean anyAge);
}
