/** The rules of stock: what an order asks for, what it gets, and how much is left. Knows neither Spring nor SQL. */
@NullMarked
package dev.orderplatform.inventory.domain;

import org.jspecify.annotations.NullMarked;
