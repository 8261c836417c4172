/** Clients of the services that an order waits for, with protection against their failures. */
@NullMarked
package dev.orderplatform.evolution.orders.services;

import org.jspecify.annotations.NullMarked;
