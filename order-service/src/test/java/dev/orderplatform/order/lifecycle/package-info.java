/** Tests of the transitions of accepted orders. */
@NullMarked
package dev.orderplatform.order.lifecycle;

import org.jspecify.annotations.NullMarked;
