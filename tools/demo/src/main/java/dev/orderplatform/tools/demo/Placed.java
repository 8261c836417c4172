package dev.orderplatform.tools.demo;

import java.util.Optional;

/**
 * An acknowledged order.
 *
 * @param beyondStock the SKU of which it asks for more than there is; empty when all of it can be had
 */
record Placed(Customer customer, String key, String orderId, Optional<String> beyondStock) {}
