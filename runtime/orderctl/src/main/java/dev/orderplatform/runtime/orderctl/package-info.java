/** The commands of orderctl, which run the platform on one machine without Docker. */
@NullMarked
package dev.orderplatform.runtime.orderctl;

import org.jspecify.annotations.NullMarked;
