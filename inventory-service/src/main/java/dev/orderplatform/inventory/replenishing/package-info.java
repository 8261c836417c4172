/** Replenishes stock from other regions for orders that this region can't serve alone. */
@NullMarked
package dev.orderplatform.inventory.replenishing;

import org.jspecify.annotations.NullMarked;
