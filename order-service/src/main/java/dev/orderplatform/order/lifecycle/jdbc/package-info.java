/** Transitions in PostgreSQL, those of many orders in one transaction. */
@NullMarked
package dev.orderplatform.order.lifecycle.jdbc;

import org.jspecify.annotations.NullMarked;
