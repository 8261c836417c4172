/** Runs Seata's transaction coordinator from Maven: its store, and its process bound to loopback. */
@NullMarked
package dev.orderplatform.runtime.seata;

import org.jspecify.annotations.NullMarked;
