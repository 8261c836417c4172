@NullMarked
package dev.orderplatform.order.replicating;

import org.jspecify.annotations.NullMarked;
