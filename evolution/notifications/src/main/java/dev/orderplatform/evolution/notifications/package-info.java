/** The notification service of the synchronous stages: order-service calls it for each decision. */
@NullMarked
package dev.orderplatform.evolution.notifications;

import org.jspecify.annotations.NullMarked;
