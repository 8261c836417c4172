/** What the other regions' inventories say. */
@NullMarked
package dev.orderplatform.inventory.stock.peers;

import org.jspecify.annotations.NullMarked;
