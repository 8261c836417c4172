/** The platform's public interface from outside, by HTTP through the gateway. */
@NullMarked
package dev.orderplatform.tools.client;

import org.jspecify.annotations.NullMarked;
