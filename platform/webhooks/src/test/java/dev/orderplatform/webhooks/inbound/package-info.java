/** Webhooks that an HTTP service receives. */
@NullMarked
package dev.orderplatform.webhooks.inbound;

import org.jspecify.annotations.NullMarked;
