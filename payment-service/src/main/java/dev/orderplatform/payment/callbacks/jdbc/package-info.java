/** Stores and applies callbacks, and asks the provider about contradicting ones. */
@NullMarked
package dev.orderplatform.payment.callbacks.jdbc;

import org.jspecify.annotations.NullMarked;
