/** How much a caller may send, and how often. */
@NullMarked
package dev.orderplatform.gateway.limits;

import org.jspecify.annotations.NullMarked;
