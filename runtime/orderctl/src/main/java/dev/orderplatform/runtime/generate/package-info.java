/** Files that follow from the topology: written by {@code orderctl generate}, kept current by a test. */
@NullMarked
package dev.orderplatform.runtime.generate;

import org.jspecify.annotations.NullMarked;
