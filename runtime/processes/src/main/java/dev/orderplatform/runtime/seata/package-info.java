/** Seata's transaction coordinator from Maven: its store, its process, bound to the loopback interface. */
@NullMarked
package dev.orderplatform.runtime.seata;

import org.jspecify.annotations.NullMarked;
