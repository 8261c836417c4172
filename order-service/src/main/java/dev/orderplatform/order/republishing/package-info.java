/** Order events once more, made from the stored orders: for operators, when an event was lost. */
@NullMarked
package dev.orderplatform.order.republishing;

import org.jspecify.annotations.NullMarked;
