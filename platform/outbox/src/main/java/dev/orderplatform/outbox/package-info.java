/** The transactional outbox: an event is written in the transaction that causes it and published after the commit. */
@NullMarked
package dev.orderplatform.outbox;

import org.jspecify.annotations.NullMarked;
