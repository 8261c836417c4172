/** Sends requests for orders that another region owns to that region. */
@NullMarked
package dev.orderplatform.order.ownership.web;

import org.jspecify.annotations.NullMarked;
