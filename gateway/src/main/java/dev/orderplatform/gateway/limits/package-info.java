/** Limits of request rate, body size and event streams. */
@NullMarked
package dev.orderplatform.gateway.limits;

import org.jspecify.annotations.NullMarked;
