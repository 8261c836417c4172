/** Tests of the e-mail channel. */
@NullMarked
package dev.orderplatform.notification.channel.email;

import org.jspecify.annotations.NullMarked;
