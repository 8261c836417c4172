/** Tests of accepting orders. */
@NullMarked
package dev.orderplatform.order.placing;

import org.jspecify.annotations.NullMarked;
