/** Replicas in PostgreSQL: a poll's worth of events in one transaction a database. */
@NullMarked
package dev.orderplatform.order.replicating.jdbc;

import org.jspecify.annotations.NullMarked;
