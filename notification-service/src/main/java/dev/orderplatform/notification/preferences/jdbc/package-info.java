/** Preferences in PostgreSQL. */
@NullMarked
package dev.orderplatform.notification.preferences.jdbc;

import org.jspecify.annotations.NullMarked;
