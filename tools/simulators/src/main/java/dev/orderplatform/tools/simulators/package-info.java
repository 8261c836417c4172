/** Runs the simulators of the payment provider and the carrier in one small JVM. */
@NullMarked
package dev.orderplatform.tools.simulators;

import org.jspecify.annotations.NullMarked;
