/** Periodic background tasks: a loop that only {@code close} ends, and the health of all tasks. */
@NullMarked
package dev.orderplatform.background;

import org.jspecify.annotations.NullMarked;
