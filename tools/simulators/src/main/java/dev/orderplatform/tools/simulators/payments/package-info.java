/** The payment provider: intents, captures, refunds. */
@NullMarked
package dev.orderplatform.tools.simulators.payments;

import org.jspecify.annotations.NullMarked;
