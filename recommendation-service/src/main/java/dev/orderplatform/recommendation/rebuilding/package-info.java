/** Counts all baskets again, while events go on to be applied. */
@NullMarked
package dev.orderplatform.recommendation.rebuilding;

import org.jspecify.annotations.NullMarked;
