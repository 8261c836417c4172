/** What there is to sell and how much of it: catalogue, stock, and the reservations that orders hold. */
@NullMarked
package dev.orderplatform.inventory;

import org.jspecify.annotations.NullMarked;
