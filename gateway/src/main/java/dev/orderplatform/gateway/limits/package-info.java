/** Limits of request rate, body size and event streams: of users, and apart from them of callbacks. */
@NullMarked
package dev.orderplatform.gateway.limits;

import org.jspecify.annotations.NullMarked;
