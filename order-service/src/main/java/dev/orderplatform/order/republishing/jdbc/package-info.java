/** Events again, from the rows of their orders to the outbox. */
@NullMarked
package dev.orderplatform.order.republishing.jdbc;

import org.jspecify.annotations.NullMarked;
