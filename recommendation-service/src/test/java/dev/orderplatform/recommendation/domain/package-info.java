/** Tests of the rules. */
@NullMarked
package dev.orderplatform.recommendation.domain;

import org.jspecify.annotations.NullMarked;
