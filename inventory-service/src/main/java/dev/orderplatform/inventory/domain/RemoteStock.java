package dev.orderplatform.inventory.domain;

import java.util.Map;

/** Stock in the other regions. */
@FunctionalInterface
public interface RemoteStock {
    /** No other region has stock. */
    RemoteStock NONE = (_, _) -> false;

    /**
     * Whether local and remote stock together could cover a demand that local stock can't. If so, the order waits.
     *
     * @param available units available in this region, by SKU
     */
    boolean couldCover(Demand demand, Map<String, Long> available);
}
