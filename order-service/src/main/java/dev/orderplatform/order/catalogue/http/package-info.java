/** The catalogue over HTTP. */
@NullMarked
package dev.orderplatform.order.catalogue.http;

import org.jspecify.annotations.NullMarked;
