/** When there is a heartbeat, and when none. */
@NullMarked
package dev.orderplatform.order.heartbeat;

import org.jspecify.annotations.NullMarked;
