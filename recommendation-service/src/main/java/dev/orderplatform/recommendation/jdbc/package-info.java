/** Baskets and counts in PostgreSQL. */
@NullMarked
package dev.orderplatform.recommendation.jdbc;

import org.jspecify.annotations.NullMarked;
