/** Order ids: a leased worker, the clock and a sequence. */
@NullMarked
package dev.orderplatform.order.ids;

import org.jspecify.annotations.NullMarked;
