/** Stock levels of all regions. */
@NullMarked
package dev.orderplatform.inventory.stock;

import org.jspecify.annotations.NullMarked;
