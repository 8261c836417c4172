/** Rebuilds derived data from its source, while the platform runs. */
@NullMarked
package dev.orderplatform.tools.rebuild;

import org.jspecify.annotations.NullMarked;
