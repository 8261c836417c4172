/** Tests of when heartbeats are sent. */
@NullMarked
package dev.orderplatform.order.heartbeat;

import org.jspecify.annotations.NullMarked;
