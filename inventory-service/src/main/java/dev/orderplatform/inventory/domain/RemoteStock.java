package dev.orderplatform.inventory.domain;

import java.util.Map;

/** Stock that is not here. */
@FunctionalInterface
public interface RemoteStock {
    /** There is none. */
    RemoteStock NONE = (_, _) -> false;

    /**
     * Whether an order that can't be served from here should wait, since together with what is elsewhere it might be.
     *
     * @param available units by SKU that are left here
     */
    boolean couldCover(Demand demand, Map<String, Long> available);
}
