/** The other region's order-service, called over HTTP. */
@NullMarked
package dev.orderplatform.order.multiregion.http;

import org.jspecify.annotations.NullMarked;
