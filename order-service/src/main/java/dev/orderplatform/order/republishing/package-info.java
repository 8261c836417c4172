/** Publishes order events again, derived from the stored orders; for operators, after an event was lost. */
@NullMarked
package dev.orderplatform.order.republishing;

import org.jspecify.annotations.NullMarked;
