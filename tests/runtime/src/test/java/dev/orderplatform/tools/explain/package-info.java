/** Tests of the explain command. */
@NullMarked
package dev.orderplatform.tools.explain;

import org.jspecify.annotations.NullMarked;
