/** Notifies customers about their orders: in a list, and through channels such as e-mail. */
@NullMarked
package dev.orderplatform.notification;

import org.jspecify.annotations.NullMarked;
