/** A catalogue to try the platform with. */
@NullMarked
package dev.orderplatform.inventory.catalogue.demo;

import org.jspecify.annotations.NullMarked;
