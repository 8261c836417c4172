@NullMarked
package dev.orderplatform.order.ownership;

import org.jspecify.annotations.NullMarked;
