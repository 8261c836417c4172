/** Calls of systems outside the platform. */
@NullMarked
package dev.orderplatform.web.outbound;

import org.jspecify.annotations.NullMarked;
