/** Calls of other systems: time-out, retry, circuit breaker and bulkhead contain their failures. */
@NullMarked
package dev.orderplatform.web.outbound;

import org.jspecify.annotations.NullMarked;
