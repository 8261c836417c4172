/** Places, reads and cancels orders. */
@NullMarked
package dev.orderplatform.monolith.orders;

import org.jspecify.annotations.NullMarked;
