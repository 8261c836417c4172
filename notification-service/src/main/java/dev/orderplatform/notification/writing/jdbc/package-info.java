/** Writes notifications to PostgreSQL: the events of one poll in one transaction. */
@NullMarked
package dev.orderplatform.notification.writing.jdbc;

import org.jspecify.annotations.NullMarked;
