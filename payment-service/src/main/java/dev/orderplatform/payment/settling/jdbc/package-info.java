/** Work at the provider: registers, polls and voids intents, and executes refunds. */
@NullMarked
package dev.orderplatform.payment.settling.jdbc;

import org.jspecify.annotations.NullMarked;
