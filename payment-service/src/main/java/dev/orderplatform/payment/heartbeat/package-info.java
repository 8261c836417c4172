/** When this region could execute refunds. */
@NullMarked
package dev.orderplatform.payment.heartbeat;

import org.jspecify.annotations.NullMarked;
