/** Client of the other regions' inventories for transfers. */
@NullMarked
package dev.orderplatform.inventory.transferring.http;

import org.jspecify.annotations.NullMarked;
