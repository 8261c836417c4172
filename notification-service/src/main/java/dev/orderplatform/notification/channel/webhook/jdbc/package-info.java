/** The queue and the log of webhooks in PostgreSQL. */
@NullMarked
package dev.orderplatform.notification.channel.webhook.jdbc;

import org.jspecify.annotations.NullMarked;
