/** What happens to an order after it was accepted. */
@NullMarked
package dev.orderplatform.order.lifecycle;

import org.jspecify.annotations.NullMarked;
