/** Rules, without I/O. */
@NullMarked
package dev.orderplatform.recommendation.domain;

import org.jspecify.annotations.NullMarked;
