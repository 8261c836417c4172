/** Which SKUs are bought together: baskets, their counts, and the score of a pair. Knows no framework. */
@NullMarked
package dev.orderplatform.recommendation.domain;

import org.jspecify.annotations.NullMarked;
