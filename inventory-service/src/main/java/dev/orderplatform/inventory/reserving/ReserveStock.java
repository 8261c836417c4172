package dev.orderplatform.inventory.reserving;

import dev.orderplatform.inventory.domain.Demand;
import dev.orderplatform.inventory.domain.Reservation;

/** Stock for orders one by one, each call a transaction of its own. Blocking. */
public interface ReserveStock {

    /** Sets aside everything that the order asks for, or nothing. The first decision stands, however often it is asked. */
    Reservation reserve(long orderId, Demand demand);

    /** Makes available again what the order holds; an order that is not known yet will get nothing. */
    void release(long orderId);
}
