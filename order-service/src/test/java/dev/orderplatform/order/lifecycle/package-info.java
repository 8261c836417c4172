/** Tests of what happens to accepted orders. */
@NullMarked
package dev.orderplatform.order.lifecycle;

import org.jspecify.annotations.NullMarked;
