/** Catalogue, stock, and the reservations of orders. */
@NullMarked
package dev.orderplatform.inventory;

import org.jspecify.annotations.NullMarked;
