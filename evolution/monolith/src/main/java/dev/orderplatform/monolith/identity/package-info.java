/** Authenticates users by RS256 tokens; the demo issues a token for any user. */
@NullMarked
package dev.orderplatform.monolith.identity;

import org.jspecify.annotations.NullMarked;
