/** How much there is of everything, and how it is taken. */
@NullMarked
package dev.orderplatform.monolith.stock;

import org.jspecify.annotations.NullMarked;
