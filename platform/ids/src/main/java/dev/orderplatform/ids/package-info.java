/** Where an order lives: the slot of a user, the slot inside an order id, the table and the region that follow. */
@NullMarked
package dev.orderplatform.ids;

import org.jspecify.annotations.NullMarked;
