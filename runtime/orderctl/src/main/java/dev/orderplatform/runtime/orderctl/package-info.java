/** The commands of orderctl: they run the whole platform on one machine, without Docker. */
@NullMarked
package dev.orderplatform.runtime.orderctl;

import org.jspecify.annotations.NullMarked;
