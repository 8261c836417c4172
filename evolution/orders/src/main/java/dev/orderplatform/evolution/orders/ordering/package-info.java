/** Places, decides, cancels and shows orders, and completes those that a request left unfinished. */
@NullMarked
package dev.orderplatform.evolution.orders.ordering;

import org.jspecify.annotations.NullMarked;
