/** HTTP interface of transfers, for operators and for the other regions. */
@NullMarked
package dev.orderplatform.inventory.transferring.web;

import org.jspecify.annotations.NullMarked;
