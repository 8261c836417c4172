package dev.orderplatform.order.viewing.web;

import dev.orderplatform.order.domain.Parcels;
import dev.orderplatform.order.domain.StoredOrder;

/** An order and its parcels at one time. */
record OrderSnapshot(StoredOrder order, Parcels parcels) {}
