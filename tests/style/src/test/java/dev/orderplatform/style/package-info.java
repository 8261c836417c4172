/** How the repository's files are written. */
@NullMarked
package dev.orderplatform.style;

import org.jspecify.annotations.NullMarked;
