/** Keeps what other regions publish about payments. */
@NullMarked
package dev.orderplatform.payment.replicating.jdbc;

import org.jspecify.annotations.NullMarked;
