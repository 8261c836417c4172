/** Tests of the lease of a worker id. */
@NullMarked
package dev.orderplatform.order.ids.jdbc;

import org.jspecify.annotations.NullMarked;
