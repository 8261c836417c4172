/** The control schema. */
@NullMarked
package dev.orderplatform.order.ownership.jdbc;

import org.jspecify.annotations.NullMarked;
