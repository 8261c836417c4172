/** POST /internal/webhooks/replay, for {@code orderctl webhooks}. */
@NullMarked
package dev.orderplatform.notification.channel.webhook.web;

import org.jspecify.annotations.NullMarked;
