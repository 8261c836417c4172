/** Why an order waits: one small finder for each kind of reason, without I/O. */
@NullMarked
package dev.orderplatform.tools.explain.causes;

import org.jspecify.annotations.NullMarked;
