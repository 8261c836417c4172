/** Keeps the parts running, with all state in files. */
@NullMarked
package dev.orderplatform.runtime.supervision;

import org.jspecify.annotations.NullMarked;
