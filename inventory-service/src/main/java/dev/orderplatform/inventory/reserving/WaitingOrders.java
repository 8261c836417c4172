package dev.orderplatform.inventory.reserving;

import dev.orderplatform.inventory.domain.RemoteStock;
import dev.orderplatform.inventory.domain.Reservation;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/** Orders that wait for stock. Blocks. */
public interface WaitingOrders {

    /** Those with ids above {@code after}, oldest first. */
    List<Reservation> page(long after, int limit);

    /** How many units all of these want beyond what is available here, by SKU; no entry is zero. */
    SortedMap<String, Long> shortage(List<Reservation> waiting);

    /**
     * Decides over these again, in their order, with what is here now; returns when that is durable.
     *
     * @param elsewhere made from what crossed this region's border, as the deciding transaction sees it
     * @return how many wait on
     */
    long reconsider(List<Reservation> waiting, Function<Map<String, Flow>, RemoteStock> elsewhere);
}
