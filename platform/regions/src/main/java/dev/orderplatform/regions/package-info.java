/** Which region owns which slot, as the control database tells it. */
@NullMarked
package dev.orderplatform.regions;

import org.jspecify.annotations.NullMarked;
