/** Tests of what the sharding driver really sends where. */
@NullMarked
package dev.orderplatform.order.sharding;

import org.jspecify.annotations.NullMarked;
