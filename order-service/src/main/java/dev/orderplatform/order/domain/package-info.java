/** What an order is and which ways its life may take. No framework, no SQL. */
@NullMarked
package dev.orderplatform.order.domain;

import org.jspecify.annotations.NullMarked;
