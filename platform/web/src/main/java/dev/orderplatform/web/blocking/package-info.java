/** The one bridge from WebFlux to code that blocks. */
@NullMarked
package dev.orderplatform.web.blocking;

import org.jspecify.annotations.NullMarked;
