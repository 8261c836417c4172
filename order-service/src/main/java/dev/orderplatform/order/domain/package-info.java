/** What an order is, which transitions it may take, and the events that follow from them. No framework, no SQL. */
@NullMarked
package dev.orderplatform.order.domain;

import org.jspecify.annotations.NullMarked;
