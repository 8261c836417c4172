/** Tests of the load kit's calculations and of the Locust file. */
@NullMarked
package dev.orderplatform.load;

import org.jspecify.annotations.NullMarked;
