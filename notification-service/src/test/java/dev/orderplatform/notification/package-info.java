/** The service as a whole, on real servers. */
@NullMarked
package dev.orderplatform.notification;

import org.jspecify.annotations.NullMarked;
