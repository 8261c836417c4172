/** Stock that crosses regions: services as processes of their own, killed at every step. */
@NullMarked
package dev.orderplatform.inventory.transferring;

import org.jspecify.annotations.NullMarked;
