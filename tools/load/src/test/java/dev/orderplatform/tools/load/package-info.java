/** The load generator against a gateway of a few lines. */
@NullMarked
package dev.orderplatform.tools.load;

import org.jspecify.annotations.NullMarked;
