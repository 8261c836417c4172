/** Replicas in PostgreSQL: the events of a poll in one transaction per database. */
@NullMarked
package dev.orderplatform.order.replicating.jdbc;

import org.jspecify.annotations.NullMarked;
