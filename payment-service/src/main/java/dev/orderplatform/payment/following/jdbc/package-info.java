/** Applies what happens to orders to their payments. */
@NullMarked
package dev.orderplatform.payment.following.jdbc;

import org.jspecify.annotations.NullMarked;
