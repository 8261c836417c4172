/** A load generator for the gateway that takes little from the cores it shares with the platform. */
@NullMarked
package dev.orderplatform.tools.load;

import org.jspecify.annotations.NullMarked;
