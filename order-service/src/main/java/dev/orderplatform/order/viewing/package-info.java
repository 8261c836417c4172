/** Looking at orders: one, a customer's list, the changes as they happen. */
@NullMarked
package dev.orderplatform.order.viewing;

import org.jspecify.annotations.NullMarked;
