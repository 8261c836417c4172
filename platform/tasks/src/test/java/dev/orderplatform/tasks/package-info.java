/** Tasks on a real database. */
@NullMarked
package dev.orderplatform.tasks;

import org.jspecify.annotations.NullMarked;
