/** New orders in PostgreSQL: a batch in one transaction. */
@NullMarked
package dev.orderplatform.order.placing.jdbc;

import org.jspecify.annotations.NullMarked;
