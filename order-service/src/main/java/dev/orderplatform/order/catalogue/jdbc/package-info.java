/** The catalogue's copy in PostgreSQL. */
@NullMarked
package dev.orderplatform.order.catalogue.jdbc;

import org.jspecify.annotations.NullMarked;
