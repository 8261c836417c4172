package dev.orderplatform.evolution.orders;

import java.util.List;

/** The second stage. */
class OrdersInOneTableIT extends OrderFlow {
    OrdersInOneTableIT() {
        super("evolution_orders", List.of("evolution_orders"));
    }
}
