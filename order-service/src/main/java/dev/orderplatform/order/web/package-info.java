/** Shared by the web packages: the JSON of an order, and the responses to errors. */
@NullMarked
package dev.orderplatform.order.web;

import org.jspecify.annotations.NullMarked;
