/** The service with real servers and the carrier's simulator. */
@NullMarked
package dev.orderplatform.logistics;

import org.jspecify.annotations.NullMarked;
