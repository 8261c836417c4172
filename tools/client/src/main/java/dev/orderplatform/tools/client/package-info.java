/** An HTTP client of the platform's public interface. */
@NullMarked
package dev.orderplatform.tools.client;

import org.jspecify.annotations.NullMarked;
