/** The rules of reserving stock. Independent of Spring and SQL. */
@NullMarked
package dev.orderplatform.inventory.domain;

import org.jspecify.annotations.NullMarked;
