/** Which region owns which slot, read from the control database. */
@NullMarked
package dev.orderplatform.regions;

import org.jspecify.annotations.NullMarked;
