/** How long things are kept. */
@NullMarked
package dev.orderplatform.notification.retention;

import org.jspecify.annotations.NullMarked;
