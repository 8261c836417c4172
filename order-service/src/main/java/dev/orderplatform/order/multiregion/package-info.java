/** Orders that survive their region: stored in two by one global transaction before they are acknowledged. */
@NullMarked
package dev.orderplatform.order.multiregion;

import org.jspecify.annotations.NullMarked;
