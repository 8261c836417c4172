package dev.orderplatform.tools.explain.evidence;

import java.util.List;

/**
 * Where an order belongs.
 *
 * @param region that owns its slot
 * @param otherRegions that keep replicas; none on a platform of one region
 * @param database such as order_ds_2
 * @param table such as t_order_5
 */
public record Home(String region, List<String> otherRegions, int slot, String database, String table) {

    public Home {
        otherRegions = List.copyOf(otherRegions);
    }
}
