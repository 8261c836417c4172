/** Transfers between service processes that are killed at every step. */
@NullMarked
package dev.orderplatform.inventory.transferring;

import org.jspecify.annotations.NullMarked;
