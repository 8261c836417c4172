/** Accepting an order: price it, fold retries, write it with its event. */
@NullMarked
package dev.orderplatform.order.placing;

import org.jspecify.annotations.NullMarked;
