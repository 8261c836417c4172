/** Who calls: users by RS256 tokens; in the demo, a token for whoever asks. */
@NullMarked
package dev.orderplatform.monolith.identity;

import org.jspecify.annotations.NullMarked;
