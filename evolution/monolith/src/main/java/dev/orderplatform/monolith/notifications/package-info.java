/** Customers' notifications. */
@NullMarked
package dev.orderplatform.monolith.notifications;

import org.jspecify.annotations.NullMarked;
