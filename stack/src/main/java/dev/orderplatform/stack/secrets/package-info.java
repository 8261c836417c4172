/** Passwords and keys: made at the first start, each process given its own only. */
@NullMarked
package dev.orderplatform.stack.secrets;

import org.jspecify.annotations.NullMarked;
