/** Signed callbacks of systems outside the platform: open routes, whose region follows from the body. */
@NullMarked
package dev.orderplatform.gateway.callbacks;

import org.jspecify.annotations.NullMarked;
