/** Heartbeats in the control database: when this region could decide orders, for whoever judges how long they waited. */
@NullMarked
package dev.orderplatform.order.heartbeat;

import org.jspecify.annotations.NullMarked;
