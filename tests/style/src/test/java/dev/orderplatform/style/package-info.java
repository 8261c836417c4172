/** Style rules of the repository's files. */
@NullMarked
package dev.orderplatform.style;

import org.jspecify.annotations.NullMarked;
