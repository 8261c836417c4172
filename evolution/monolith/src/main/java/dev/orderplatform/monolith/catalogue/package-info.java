/** Products and their prices, kept in memory. */
@NullMarked
package dev.orderplatform.monolith.catalogue;

import org.jspecify.annotations.NullMarked;
