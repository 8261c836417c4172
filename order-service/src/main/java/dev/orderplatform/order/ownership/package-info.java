/** Which slots this region may write; requests for others are sent to their owner. */
@NullMarked
package dev.orderplatform.order.ownership;

import org.jspecify.annotations.NullMarked;
