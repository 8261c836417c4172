/** The catalogue in PostgreSQL. */
@NullMarked
package dev.orderplatform.inventory.catalogue.jdbc;

import org.jspecify.annotations.NullMarked;
