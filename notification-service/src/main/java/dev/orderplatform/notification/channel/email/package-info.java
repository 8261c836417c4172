/** Delivers notifications by SMTP, at least once. */
@NullMarked
package dev.orderplatform.notification.channel.email;

import org.jspecify.annotations.NullMarked;
