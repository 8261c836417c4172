/** Writes one notification per order event. */
@NullMarked
package dev.orderplatform.notification.writing;

import org.jspecify.annotations.NullMarked;
