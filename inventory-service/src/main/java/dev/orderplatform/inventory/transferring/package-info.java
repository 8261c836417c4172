/** Stock that crosses regions: units leave one inventory's books and enter the other's, or nothing happens. */
@NullMarked
package dev.orderplatform.inventory.transferring;

import org.jspecify.annotations.NullMarked;
