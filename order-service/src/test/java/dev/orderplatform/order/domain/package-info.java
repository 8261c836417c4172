/** Tests of an order's transitions. */
@NullMarked
package dev.orderplatform.order.domain;

import org.jspecify.annotations.NullMarked;
