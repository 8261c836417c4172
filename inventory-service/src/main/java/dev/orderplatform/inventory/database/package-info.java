/** The service's database, with inbox and outbox. */
@NullMarked
package dev.orderplatform.inventory.database;

import org.jspecify.annotations.NullMarked;
