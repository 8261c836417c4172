/** Refusals as problem+json, and lists in pages. */
@NullMarked
package dev.orderplatform.monolith.problem;

import org.jspecify.annotations.NullMarked;
