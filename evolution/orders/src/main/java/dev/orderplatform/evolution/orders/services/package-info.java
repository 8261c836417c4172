/** The services that an order waits for, and what keeps their trouble from becoming ours. */
@NullMarked
package dev.orderplatform.evolution.orders.services;

import org.jspecify.annotations.NullMarked;
