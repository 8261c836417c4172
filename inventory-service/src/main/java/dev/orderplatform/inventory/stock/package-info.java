/** How much there is of everything. */
@NullMarked
package dev.orderplatform.inventory.stock;

import org.jspecify.annotations.NullMarked;
