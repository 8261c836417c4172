/** Products and their prices. */
@NullMarked
package dev.orderplatform.inventory.catalogue;

import org.jspecify.annotations.NullMarked;
