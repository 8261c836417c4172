/** Every order event becomes one notification. */
@NullMarked
package dev.orderplatform.notification.writing;

import org.jspecify.annotations.NullMarked;
