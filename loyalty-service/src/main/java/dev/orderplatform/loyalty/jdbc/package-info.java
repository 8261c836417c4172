/** The ledger in PostgreSQL: inbox, orders' points and transfers in one transaction. */
@NullMarked
package dev.orderplatform.loyalty.jdbc;

import org.jspecify.annotations.NullMarked;
