/** Calls of systems outside the platform, whose failures must not spread: time-out, retry, circuit breaker, bulkhead. */
@NullMarked
package dev.orderplatform.web.outbound;

import org.jspecify.annotations.NullMarked;
