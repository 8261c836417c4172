/** Keeps a Loyalty for each confirmed order, and publishes its changes. */
@NullMarked
package dev.orderplatform.loyalty;

import org.jspecify.annotations.NullMarked;
