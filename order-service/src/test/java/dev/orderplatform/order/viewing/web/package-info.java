/** How many orders can be watched at once. */
@NullMarked
package dev.orderplatform.order.viewing.web;

import org.jspecify.annotations.NullMarked;
