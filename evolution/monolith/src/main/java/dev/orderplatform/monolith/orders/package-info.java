/** Orders: placed, looked at, cancelled. */
@NullMarked
package dev.orderplatform.monolith.orders;

import org.jspecify.annotations.NullMarked;
