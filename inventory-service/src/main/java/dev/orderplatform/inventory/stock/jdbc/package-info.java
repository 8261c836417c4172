/** Stock levels in PostgreSQL. */
@NullMarked
package dev.orderplatform.inventory.stock.jdbc;

import org.jspecify.annotations.NullMarked;
