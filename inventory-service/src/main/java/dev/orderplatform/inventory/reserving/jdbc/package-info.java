/** Reserving in PostgreSQL: the events of one poll in one transaction. */
@NullMarked
package dev.orderplatform.inventory.reserving.jdbc;

import org.jspecify.annotations.NullMarked;
