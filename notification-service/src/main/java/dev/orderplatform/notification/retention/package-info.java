/** Retention of notifications, e-mails, webhooks and inbox rows. */
@NullMarked
package dev.orderplatform.notification.retention;

import org.jspecify.annotations.NullMarked;
