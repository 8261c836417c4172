package dev.orderplatform.inventory.reserving;

import dev.orderplatform.inventory.domain.RemoteStock;
import dev.orderplatform.inventory.domain.Reservation;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/** Orders that wait for stock. Blocking. */
public interface WaitingOrders {

    /** Waiting orders with ids above {@code after}, oldest first. */
    List<Reservation> page(long after, int limit);

    /** Units that these orders need beyond the locally available ones, by SKU, without zeros. */
    SortedMap<String, Long> shortage(List<Reservation> waiting);

    /**
     * Decides these orders again, in sequence, with the current stock. Returns after the commit.
     *
     * @param remoteStock computed from the transfer totals that the transaction reads
     * @return how many orders still wait
     */
    long reconsider(List<Reservation> waiting, Function<Map<String, TransferTotals>, RemoteStock> remoteStock);
}
