/** The notification service before the events: order-service calls it for each decision, and customers read their lists. */
@NullMarked
package dev.orderplatform.evolution.notifications;

import org.jspecify.annotations.NullMarked;
