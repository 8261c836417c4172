/** Paging: limits, opaque cursors, one envelope. */
@NullMarked
package dev.orderplatform.web.paging;

import org.jspecify.annotations.NullMarked;
