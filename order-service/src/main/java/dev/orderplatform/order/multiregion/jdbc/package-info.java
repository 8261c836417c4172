/** Branches of global transactions in PostgreSQL, and their recovery after a crash. */
@NullMarked
package dev.orderplatform.order.multiregion.jdbc;

import org.jspecify.annotations.NullMarked;
