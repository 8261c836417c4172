/** Authentication of callers by bearer token: RS256 for users, HS256 for services. No other header is trusted. */
@NullMarked
package dev.orderplatform.web.identity;

import org.jspecify.annotations.NullMarked;
