/** One order's story: what happened, when, and where it waits now and why. */
@NullMarked
package dev.orderplatform.tools.explain;

import org.jspecify.annotations.NullMarked;
