/** Publishes order events again: repairs lost events and gaps in replicas. */
@NullMarked
package dev.orderplatform.tools.resync;

import org.jspecify.annotations.NullMarked;
