/** The W3C trace context of a request. */
@NullMarked
package dev.orderplatform.web.trace;

import org.jspecify.annotations.NullMarked;
