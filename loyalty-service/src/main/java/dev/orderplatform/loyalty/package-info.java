/** Customers' points: earned with paid orders, kept in a double-entry ledger. */
@NullMarked
package dev.orderplatform.loyalty;

import org.jspecify.annotations.NullMarked;
