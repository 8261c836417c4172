/**
 * The inventory service of the synchronous stages: order-service calls it for each order and waits for the response.
 */
@NullMarked
package dev.orderplatform.evolution.inventory;

import org.jspecify.annotations.NullMarked;
