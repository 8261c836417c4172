package dev.orderplatform.tools.demo;

import java.util.Optional;

/**
 * An acknowledged order.
 *
 * @param beyondStock the SKU of which it requests more than is in stock; empty if all is in stock
 */
record Placed(Customer customer, String key, String orderId, Optional<String> beyondStock) {}
