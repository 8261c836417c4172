/**
 * Which region owns which slot, read from the control database. Only data that belongs to a user's orders has an owner:
 * stock belongs to its region, so inventory-service checks nothing here.
 */
@NullMarked
package dev.orderplatform.regions;

import org.jspecify.annotations.NullMarked;
