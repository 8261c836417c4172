/** The smallest WebFlux application, for measuring the machine. */
@NullMarked
package hello;

import org.jspecify.annotations.NullMarked;
