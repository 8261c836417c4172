/** Global transactions: changes to several databases, all or none. Each runs on one thread from begin to decision. */
@NullMarked
package dev.orderplatform.globaltransactions;

import org.jspecify.annotations.NullMarked;
