/** Branches of global transactions in PostgreSQL, and what a crash has left of them. */
@NullMarked
package dev.orderplatform.order.multiregion.jdbc;

import org.jspecify.annotations.NullMarked;
