/** A customer's list of notifications. */
@NullMarked
package dev.orderplatform.notification.listing;

import org.jspecify.annotations.NullMarked;
