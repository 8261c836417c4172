/** The database: changes, inbox and outbox in one transaction. */
@NullMarked
package dev.orderplatform.loyalty.jdbc;

import org.jspecify.annotations.NullMarked;
