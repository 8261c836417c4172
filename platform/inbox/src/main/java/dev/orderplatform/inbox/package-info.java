/** The inbox: a redelivered event takes effect only once; an event that can't be processed becomes a dead letter. */
@NullMarked
package dev.orderplatform.inbox;

import org.jspecify.annotations.NullMarked;
