package dev.orderplatform.order.viewing.web;

import dev.orderplatform.order.domain.Parcel;
import dev.orderplatform.order.domain.Parcels;
import java.util.ArrayList;
import java.util.List;

/** What has changed since the last snapshot of one stream. Not thread-safe: snapshots come one after the other. */
final class UnsentUpdates {
    private int version;
    private Parcels sent = Parcels.NONE;

    /** The order if it changed, then the parcels that did. */
    List<OrderUpdate> of(OrderSnapshot snapshot) {
        List<OrderUpdate> updates = new ArrayList<>();
        if (snapshot.order().order().version() > version) {
            version = snapshot.order().order().version();
            updates.add(new OrderUpdate.OfOrder(snapshot.order()));
        }
        for (Parcel parcel : snapshot.parcels().all()) {
            if (sent.isNews(parcel)) {
                updates.add(new OrderUpdate.OfParcel(parcel));
            }
        }
        sent = snapshot.parcels();
        return updates;
    }
}
