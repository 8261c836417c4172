/** Prices as the catalogue tells them, kept so that orders are taken while it is away. */
@NullMarked
package dev.orderplatform.order.catalogue;

import org.jspecify.annotations.NullMarked;
