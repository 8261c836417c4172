/** The service as a whole, on real servers. */
@NullMarked
package dev.orderplatform.recommendation;

import org.jspecify.annotations.NullMarked;
