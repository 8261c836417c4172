/** Measures what waits, on real servers that answer, hang and are gone. */
@NullMarked
package dev.orderplatform.runtime.backlog;

import org.jspecify.annotations.NullMarked;
