/** The ledger on a real PostgreSQL, without Kafka. */
@NullMarked
package dev.orderplatform.loyalty.jdbc;

import org.jspecify.annotations.NullMarked;
