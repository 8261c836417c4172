/** Prices from the catalogue, cached so that orders are accepted while inventory-service is down. */
@NullMarked
package dev.orderplatform.order.catalogue;

import org.jspecify.annotations.NullMarked;
