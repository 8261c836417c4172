/** Tests of publishing order events again. */
@NullMarked
package dev.orderplatform.order.republishing;

import org.jspecify.annotations.NullMarked;
