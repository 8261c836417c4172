@NullMarked
package dev.orderplatform.order.synchronous;

import org.jspecify.annotations.NullMarked;
