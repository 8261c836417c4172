/** Heartbeats in the control database show when a region could go on with its orders. The audit subtracts the gaps. */
@NullMarked
package dev.orderplatform.heartbeat;

import org.jspecify.annotations.NullMarked;
