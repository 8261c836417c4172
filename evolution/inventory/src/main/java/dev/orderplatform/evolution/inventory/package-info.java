/** The inventory service before the events: order-service asks it for each order's stock and waits for the answer. */
@NullMarked
package dev.orderplatform.evolution.inventory;

import org.jspecify.annotations.NullMarked;
