/** Customers order while parts of the platform are killed and frozen at random; in the end nothing may be wrong. */
@NullMarked
package dev.orderplatform.tools.drill;

import org.jspecify.annotations.NullMarked;
