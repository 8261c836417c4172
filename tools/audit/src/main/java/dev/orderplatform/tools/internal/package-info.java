/** Calls of services' internal endpoints. */
@NullMarked
package dev.orderplatform.tools.internal;

import org.jspecify.annotations.NullMarked;
