/** An order's payments: states, transitions, and what the provider may report about them. No Spring, no SQL. */
@NullMarked
package dev.orderplatform.payment.domain;

import org.jspecify.annotations.NullMarked;
