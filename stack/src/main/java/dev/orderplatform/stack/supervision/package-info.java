/** Keeps the parts running: what should run against what does run, with all state in files. */
@NullMarked
package dev.orderplatform.stack.supervision;

import org.jspecify.annotations.NullMarked;
