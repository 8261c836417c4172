/** The lease of a worker id in PostgreSQL. */
@NullMarked
package dev.orderplatform.order.ids.jdbc;

import org.jspecify.annotations.NullMarked;
