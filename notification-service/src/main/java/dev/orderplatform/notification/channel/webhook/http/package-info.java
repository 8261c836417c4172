/** Sends webhooks over HTTP, to addresses that were checked at the connection. */
@NullMarked
package dev.orderplatform.notification.channel.webhook.http;

import org.jspecify.annotations.NullMarked;
