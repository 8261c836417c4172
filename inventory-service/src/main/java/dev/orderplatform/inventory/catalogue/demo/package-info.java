/** A demo catalogue. */
@NullMarked
package dev.orderplatform.inventory.catalogue.demo;

import org.jspecify.annotations.NullMarked;
