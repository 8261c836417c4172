/** Transitions of accepted orders: by stock, payment and shipment events, and by users who cancel. */
@NullMarked
package dev.orderplatform.order.lifecycle;

import org.jspecify.annotations.NullMarked;
