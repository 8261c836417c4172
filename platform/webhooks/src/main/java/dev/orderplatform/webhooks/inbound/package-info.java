/** Webhooks that an HTTP service receives: verified as raw bytes, then read field by field. */
@NullMarked
package dev.orderplatform.webhooks.inbound;

import org.jspecify.annotations.NullMarked;
