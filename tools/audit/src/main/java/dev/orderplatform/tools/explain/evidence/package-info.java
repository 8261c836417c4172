/** What the parts of the platform have about one order. */
@NullMarked
package dev.orderplatform.tools.explain.evidence;

import org.jspecify.annotations.NullMarked;
