/** Who calls: users by RS256 tokens, services by HS256 ones; nobody trusts a header. */
@NullMarked
package dev.orderplatform.web.identity;

import org.jspecify.annotations.NullMarked;
