/** The database: payments, events and tasks in one transaction. */
@NullMarked
package dev.orderplatform.payment.jdbc;

import org.jspecify.annotations.NullMarked;
