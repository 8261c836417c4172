/** Reserving in PostgreSQL: a poll's worth of events in one transaction. */
@NullMarked
package dev.orderplatform.inventory.reserving.jdbc;

import org.jspecify.annotations.NullMarked;
