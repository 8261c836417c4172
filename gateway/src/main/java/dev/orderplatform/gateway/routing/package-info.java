/** Which service of which region answers a request, and what becomes of it when that service does not. */
@NullMarked
package dev.orderplatform.gateway.routing;

import org.jspecify.annotations.NullMarked;
