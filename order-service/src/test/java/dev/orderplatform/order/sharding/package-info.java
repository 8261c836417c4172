/** Tests of which statements the sharding driver sends to which database. */
@NullMarked
package dev.orderplatform.order.sharding;

import org.jspecify.annotations.NullMarked;
