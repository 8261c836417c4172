/** Tests of order ids and worker leases. */
@NullMarked
package dev.orderplatform.order.ids;

import org.jspecify.annotations.NullMarked;
