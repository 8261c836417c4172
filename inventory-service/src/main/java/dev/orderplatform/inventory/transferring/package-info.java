/** Stock transfers between regions, atomic across both inventories. */
@NullMarked
package dev.orderplatform.inventory.transferring;

import org.jspecify.annotations.NullMarked;
