/** Starts payments of confirmed orders. */
@NullMarked
package dev.orderplatform.payment.starting;

import org.jspecify.annotations.NullMarked;
