/** The service as a whole, on real servers. */
@NullMarked
package dev.orderplatform.loyalty;

import org.jspecify.annotations.NullMarked;
