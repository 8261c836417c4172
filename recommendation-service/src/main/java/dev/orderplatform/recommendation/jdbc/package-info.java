/** The database: changes, inbox and outbox in one transaction. */
@NullMarked
package dev.orderplatform.recommendation.jdbc;

import org.jspecify.annotations.NullMarked;
