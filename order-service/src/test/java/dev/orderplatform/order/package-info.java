/** Tests of the order service. */
@NullMarked
package dev.orderplatform.order;

import org.jspecify.annotations.NullMarked;
