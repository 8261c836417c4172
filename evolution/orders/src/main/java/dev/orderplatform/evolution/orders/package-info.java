/** The order service of the synchronous stages: each order waits for the responses of inventory and notification. */
@NullMarked
package dev.orderplatform.evolution.orders;

import org.jspecify.annotations.NullMarked;
