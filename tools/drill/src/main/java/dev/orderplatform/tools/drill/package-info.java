/** The drill: customers order while random parts are killed and frozen; then all checks must pass. */
@NullMarked
package dev.orderplatform.tools.drill;

import org.jspecify.annotations.NullMarked;
