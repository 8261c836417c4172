/** Which part of the platform may know which. */
@NullMarked
package dev.orderplatform.architecture;

import org.jspecify.annotations.NullMarked;
