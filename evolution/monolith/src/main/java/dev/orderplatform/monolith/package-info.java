/** The order centre before its evolution: one application, one database, everything in one transaction. */
@NullMarked
package dev.orderplatform.monolith;

import org.jspecify.annotations.NullMarked;
