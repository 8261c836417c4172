/** Orders in PostgreSQL: in one table, or spread over 4 databases of 8 tables by ShardingSphere. */
@NullMarked
package dev.orderplatform.evolution.orders.storage;

import org.jspecify.annotations.NullMarked;
