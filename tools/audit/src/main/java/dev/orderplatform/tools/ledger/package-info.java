/** Reads the ledgers of payment provider and carrier, the external systems. */
@NullMarked
package dev.orderplatform.tools.ledger;

import org.jspecify.annotations.NullMarked;
