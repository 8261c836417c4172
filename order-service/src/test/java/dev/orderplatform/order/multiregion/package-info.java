/** Tests of MULTI_REGION orders, with services in their own processes that are killed at every step. */
@NullMarked
package dev.orderplatform.order.multiregion;

import org.jspecify.annotations.NullMarked;
