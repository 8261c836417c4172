/** Requests to real endpoints. */
@NullMarked
package dev.orderplatform.notification.channel.webhook.http;

import org.jspecify.annotations.NullMarked;
