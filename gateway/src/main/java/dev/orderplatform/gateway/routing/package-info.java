/** Routes requests to a service in the home region, and handles upstream failures. */
@NullMarked
package dev.orderplatform.gateway.routing;

import org.jspecify.annotations.NullMarked;
