/** Orders over HTTP, as far as several web leaves share it: how an order looks, and what each failure is answered. */
@NullMarked
package dev.orderplatform.order.web;

import org.jspecify.annotations.NullMarked;
