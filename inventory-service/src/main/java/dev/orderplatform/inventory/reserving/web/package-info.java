/** Reservations over HTTP, for the flow in which orders wait for them. */
@NullMarked
package dev.orderplatform.inventory.reserving.web;

import org.jspecify.annotations.NullMarked;
