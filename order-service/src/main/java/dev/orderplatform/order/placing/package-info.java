/** Accepts orders: prices them, answers retries, stores them in batches with their first events ({@code AcceptOrders}). */
@NullMarked
package dev.orderplatform.order.placing;

import org.jspecify.annotations.NullMarked;
