/** Keeps a Sample for each confirmed order, and publishes its changes. */
@NullMarked
package dev.orderplatform.sample;

import org.jspecify.annotations.NullMarked;
