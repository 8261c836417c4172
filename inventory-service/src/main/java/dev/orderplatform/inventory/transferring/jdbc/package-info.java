/** Both branches of a transfer in PostgreSQL. */
@NullMarked
package dev.orderplatform.inventory.transferring.jdbc;

import org.jspecify.annotations.NullMarked;
