/** A customer's list of notifications in PostgreSQL. */
@NullMarked
package dev.orderplatform.notification.listing.jdbc;

import org.jspecify.annotations.NullMarked;
