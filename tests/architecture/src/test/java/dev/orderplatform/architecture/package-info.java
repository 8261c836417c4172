/** Which modules and packages may depend on which. */
@NullMarked
package dev.orderplatform.architecture;

import org.jspecify.annotations.NullMarked;
