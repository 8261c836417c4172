/** Tests of replicas in PostgreSQL. */
@NullMarked
package dev.orderplatform.order.replicating.jdbc;

import org.jspecify.annotations.NullMarked;
