/** Global transactions: what must happen in several databases or in none, each start to finish on one thread. */
@NullMarked
package dev.orderplatform.globaltransactions;

import org.jspecify.annotations.NullMarked;
