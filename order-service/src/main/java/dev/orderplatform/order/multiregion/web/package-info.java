/** The other region's branches, over HTTP. */
@NullMarked
package dev.orderplatform.order.multiregion.web;

import org.jspecify.annotations.NullMarked;
