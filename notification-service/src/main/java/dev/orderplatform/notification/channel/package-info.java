/** Delivery channels in addition to the customer's list. */
@NullMarked
package dev.orderplatform.notification.channel;

import org.jspecify.annotations.NullMarked;
