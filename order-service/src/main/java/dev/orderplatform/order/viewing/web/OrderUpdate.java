package dev.orderplatform.order.viewing.web;

import dev.orderplatform.order.domain.Parcel;
import dev.orderplatform.order.domain.StoredOrder;

/** What a stream of an order sends: the order, or one of its parcels. */
sealed interface OrderUpdate {
    record OfOrder(StoredOrder order) implements OrderUpdate {}

    record OfParcel(Parcel parcel) implements OrderUpdate {}
}
