/** Reads the ledgers of payment provider and carrier, the companies outside the platform. */
@NullMarked
package dev.orderplatform.tools.ledger;

import org.jspecify.annotations.NullMarked;
