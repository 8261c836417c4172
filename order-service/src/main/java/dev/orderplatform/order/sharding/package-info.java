/** Four databases of eight tables behind one data source, sharded by slot with ShardingSphere. */
@NullMarked
package dev.orderplatform.order.sharding;

import org.jspecify.annotations.NullMarked;
