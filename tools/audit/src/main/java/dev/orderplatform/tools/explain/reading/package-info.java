/** Reads what the parts of the platform have about one order, while some of them may be down. */
@NullMarked
package dev.orderplatform.tools.explain.reading;

import org.jspecify.annotations.NullMarked;
