/** How a customer wants to be notified besides the list: by e-mail, by webhook, by neither. */
@NullMarked
package dev.orderplatform.notification.preferences;

import org.jspecify.annotations.NullMarked;
