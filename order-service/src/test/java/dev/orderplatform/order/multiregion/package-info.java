/** Orders in two regions: services as processes of their own, killed at every step. */
@NullMarked
package dev.orderplatform.order.multiregion;

import org.jspecify.annotations.NullMarked;
