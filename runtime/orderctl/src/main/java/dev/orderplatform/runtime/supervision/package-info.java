/** Keeps the parts running: what should run against what does run, with all state in files. */
@NullMarked
package dev.orderplatform.runtime.supervision;

import org.jspecify.annotations.NullMarked;
