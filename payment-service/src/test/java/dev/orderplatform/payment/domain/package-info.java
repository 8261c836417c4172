/** The rules of payments, without I/O. */
@NullMarked
package dev.orderplatform.payment.domain;

import org.jspecify.annotations.NullMarked;
