/** Derives events from order rows and stores them in the outbox again. */
@NullMarked
package dev.orderplatform.order.republishing.jdbc;

import org.jspecify.annotations.NullMarked;
