/** The service as a whole, on real servers. */
@NullMarked
package dev.orderplatform.sample;

import org.jspecify.annotations.NullMarked;
