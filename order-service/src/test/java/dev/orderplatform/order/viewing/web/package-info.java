/** Tests of streams of order changes. */
@NullMarked
package dev.orderplatform.order.viewing.web;

import org.jspecify.annotations.NullMarked;
