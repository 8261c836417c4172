/** The public entry point: authentication, routing, limits. */
@NullMarked
package dev.orderplatform.gateway;

import org.jspecify.annotations.NullMarked;
