/** Runs blocking code from WebFlux. */
@NullMarked
package dev.orderplatform.web.blocking;

import org.jspecify.annotations.NullMarked;
