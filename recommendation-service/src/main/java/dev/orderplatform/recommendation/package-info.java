/** Keeps a Recommendation for each confirmed order, and publishes its changes. */
@NullMarked
package dev.orderplatform.recommendation;

import org.jspecify.annotations.NullMarked;
