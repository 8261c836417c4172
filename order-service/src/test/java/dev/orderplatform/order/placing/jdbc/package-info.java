/** Tests of new orders in PostgreSQL. */
@NullMarked
package dev.orderplatform.order.placing.jdbc;

import org.jspecify.annotations.NullMarked;
