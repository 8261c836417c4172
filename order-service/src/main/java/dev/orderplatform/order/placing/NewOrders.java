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
     * @return for each order whose key was taken, by its id: who has the key. Empty when a global transaction undid that one
     *     meanwhile
     */
    Map<Long, Optional<EarlierOrder>> store(List<StoredOrder> orders, List<EventMessage> events);

    /** The order that has this key. */
    Optional<EarlierOrder> earlier(long userId, String key);
}
