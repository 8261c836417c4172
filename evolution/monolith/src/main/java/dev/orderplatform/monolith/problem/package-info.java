/** Error responses as problem+json, and pages of lists. */
@NullMarked
package dev.orderplatform.monolith.problem;

import org.jspecify.annotations.NullMarked;
