/** Order events once more: for those that were lost, and for replicas that have a gap. */
@NullMarked
package dev.orderplatform.tools.resync;

import org.jspecify.annotations.NullMarked;
