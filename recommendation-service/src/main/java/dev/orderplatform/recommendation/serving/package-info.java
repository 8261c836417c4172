/** Chooses what to recommend. */
@NullMarked
package dev.orderplatform.recommendation.serving;

import org.jspecify.annotations.NullMarked;
