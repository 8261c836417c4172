/** Retention of notifications, e-mails and inbox rows. */
@NullMarked
package dev.orderplatform.notification.retention;

import org.jspecify.annotations.NullMarked;
