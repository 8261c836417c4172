/** The counts in a real database, without the rest of the service. */
@NullMarked
package dev.orderplatform.recommendation.jdbc;

import org.jspecify.annotations.NullMarked;
