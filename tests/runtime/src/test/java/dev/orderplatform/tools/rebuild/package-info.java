/** Tests of what a rebuild must not change. */
@NullMarked
package dev.orderplatform.tools.rebuild;

import org.jspecify.annotations.NullMarked;
