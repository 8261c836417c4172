/** Stores new payments and the keys of their requests. */
@NullMarked
package dev.orderplatform.payment.starting.jdbc;

import org.jspecify.annotations.NullMarked;
