/** Units for orders that this region can't serve alone: pulled over from where they are. */
@NullMarked
package dev.orderplatform.inventory.replenishing;

import org.jspecify.annotations.NullMarked;
