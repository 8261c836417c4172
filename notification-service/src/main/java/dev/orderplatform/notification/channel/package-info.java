/** Ways to reach a customer beyond the list. */
@NullMarked
package dev.orderplatform.notification.channel;

import org.jspecify.annotations.NullMarked;
