/** Stock of the other regions, by HTTP. */
@NullMarked
package dev.orderplatform.inventory.stock.http;

import org.jspecify.annotations.NullMarked;
