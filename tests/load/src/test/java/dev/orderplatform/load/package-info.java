/** The load kit's own arithmetic, and the Locust file beside it. */
@NullMarked
package dev.orderplatform.load;

import org.jspecify.annotations.NullMarked;
