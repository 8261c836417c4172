/** Tests of the order's life. */
@NullMarked
package dev.orderplatform.order.domain;

import org.jspecify.annotations.NullMarked;
