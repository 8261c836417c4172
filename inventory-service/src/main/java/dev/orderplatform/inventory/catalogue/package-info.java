/** What can be ordered, and its price. */
@NullMarked
package dev.orderplatform.inventory.catalogue;

import org.jspecify.annotations.NullMarked;
