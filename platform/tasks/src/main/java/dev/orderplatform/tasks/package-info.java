/** Durable tasks: work on systems outside the platform, requested in a transaction and retried until it is done. */
@NullMarked
package dev.orderplatform.tasks;

import org.jspecify.annotations.NullMarked;
