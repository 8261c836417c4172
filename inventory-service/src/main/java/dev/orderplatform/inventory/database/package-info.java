/** The service's one database with its inbox and outbox. */
@NullMarked
package dev.orderplatform.inventory.database;

import org.jspecify.annotations.NullMarked;
