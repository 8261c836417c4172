/** Order placement: a user's slot, the slot inside an order id, and the table and region derived from it. */
@NullMarked
package dev.orderplatform.ids;

import org.jspecify.annotations.NullMarked;
