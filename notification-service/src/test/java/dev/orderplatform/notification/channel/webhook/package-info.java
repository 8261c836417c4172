/** Back-off and turns, without I/O. */
@NullMarked
package dev.orderplatform.notification.channel.webhook;

import org.jspecify.annotations.NullMarked;
