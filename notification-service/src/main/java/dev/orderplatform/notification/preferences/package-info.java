/** How a customer wants to be notified besides the list: by e-mail, by webhook, or not at all. */
@NullMarked
package dev.orderplatform.notification.preferences;

import org.jspecify.annotations.NullMarked;
