/** Work that a service repeats in the background: one loop that nothing ends but its stop, and how all of them are doing. */
@NullMarked
package dev.orderplatform.background;

import org.jspecify.annotations.NullMarked;
