/** Unit tests of the load generator. */
@NullMarked
package dev.orderplatform.tools.load;

import org.jspecify.annotations.NullMarked;
