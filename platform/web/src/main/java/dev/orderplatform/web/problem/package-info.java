/** Every refusal as RFC 9457 problem+json, wherever it arises. */
@NullMarked
package dev.orderplatform.web.problem;

import org.jspecify.annotations.NullMarked;
