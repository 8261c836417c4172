/** Four databases of eight tables behind one data source: the slot rule given to ShardingSphere. */
@NullMarked
package dev.orderplatform.order.sharding;

import org.jspecify.annotations.NullMarked;
