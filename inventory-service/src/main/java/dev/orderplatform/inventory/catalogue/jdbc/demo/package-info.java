/** A demo catalogue. */
@NullMarked
package dev.orderplatform.inventory.catalogue.jdbc.demo;

import org.jspecify.annotations.NullMarked;
