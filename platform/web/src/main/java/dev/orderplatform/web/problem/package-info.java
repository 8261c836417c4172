/** Every error response as RFC 9457 problem+json. */
@NullMarked
package dev.orderplatform.web.problem;

import org.jspecify.annotations.NullMarked;
