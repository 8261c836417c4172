/**
 * Delivers notifications to customers' endpoints, at least once. Each endpoint takes turns with all others, so that a
 * slow or failing one delays its own webhooks only.
 */
@NullMarked
package dev.orderplatform.notification.channel.webhook;

import org.jspecify.annotations.NullMarked;
