/** The e-mail queue in PostgreSQL. */
@NullMarked
package dev.orderplatform.notification.channel.email.jdbc;

import org.jspecify.annotations.NullMarked;
