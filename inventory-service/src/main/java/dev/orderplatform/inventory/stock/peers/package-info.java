/** Stock of the other regions, by HTTP. */
@NullMarked
package dev.orderplatform.inventory.stock.peers;

import org.jspecify.annotations.NullMarked;
