/** Delivery channels in addition to the customer's list, queued in PostgreSQL. */
@NullMarked
package dev.orderplatform.notification.channel.jdbc;

import org.jspecify.annotations.NullMarked;
