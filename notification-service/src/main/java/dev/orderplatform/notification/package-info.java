/** Tells customers what happens to their orders: in a list of their own, and by channels such as e-mail. */
@NullMarked
package dev.orderplatform.notification;

import org.jspecify.annotations.NullMarked;
