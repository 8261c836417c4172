/** Stock levels as PostgreSQL has them. */
@NullMarked
package dev.orderplatform.inventory.stock.jdbc;

import org.jspecify.annotations.NullMarked;
