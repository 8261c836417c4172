/** The inbox: however often an event arrives, its effect happens once; what can't be processed becomes a dead letter. */
@NullMarked
package dev.orderplatform.inbox;

import org.jspecify.annotations.NullMarked;
