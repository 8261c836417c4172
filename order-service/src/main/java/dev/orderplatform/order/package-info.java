/** The order service: accepts orders and owns their lifecycle. */
@NullMarked
package dev.orderplatform.order;

import org.jspecify.annotations.NullMarked;
