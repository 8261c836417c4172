/** A load generator for the gateway with low CPU usage, since it shares the cores with the platform. */
@NullMarked
package dev.orderplatform.tools.load;

import org.jspecify.annotations.NullMarked;
