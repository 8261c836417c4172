/** What a Recommendation is and how it changes. Knows no framework. */
@NullMarked
package dev.orderplatform.recommendation.domain;

import org.jspecify.annotations.NullMarked;
