/** Heartbeats in the control database show when this region could decide orders. The audit subtracts the gaps. */
@NullMarked
package dev.orderplatform.order.heartbeat;

import org.jspecify.annotations.NullMarked;
