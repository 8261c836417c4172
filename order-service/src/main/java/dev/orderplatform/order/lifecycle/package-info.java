/** Transitions of accepted orders: confirmed or rejected by stock events ({@code ApplyStockEvents}), cancelled by users. */
@NullMarked
package dev.orderplatform.order.lifecycle;

import org.jspecify.annotations.NullMarked;
