/** Delivers signed callbacks until they are accepted. */
@NullMarked
package dev.orderplatform.tools.simulators.callbacks;

import org.jspecify.annotations.NullMarked;
