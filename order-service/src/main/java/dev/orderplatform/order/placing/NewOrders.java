package dev.orderplatform.order.placing;

import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.order.domain.StoredOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where new orders are stored. Blocks. */
public interface NewOrders {

    /**
     * Stores orders of one database with their first events, in one transaction; returns when its commit is durable. The events
     * are published after it.
     *
     * @return the orders whose key was already used, by id, each with the earlier order that has the key; empty if a
     *     rolled-back global transaction has removed that order meanwhile
     */
    Map<Long, Optional<EarlierOrder>> store(List<StoredOrder> orders, List<EventMessage> events);

    /** The order that has this key. */
    Optional<EarlierOrder> earlier(long userId, String key);
}
