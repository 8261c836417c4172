/** Tokens of many users, for load generators that are not ours. */
@NullMarked
package dev.orderplatform.tools.tokens;

import org.jspecify.annotations.NullMarked;
