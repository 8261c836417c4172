/** A minimal WebFlux application to measure the machine's unit. */
@NullMarked
package hello;

import org.jspecify.annotations.NullMarked;
