/** Tests of UNDECIDED orders in PostgreSQL. */
@NullMarked
package dev.orderplatform.order.multiregion.jdbc;

import org.jspecify.annotations.NullMarked;
