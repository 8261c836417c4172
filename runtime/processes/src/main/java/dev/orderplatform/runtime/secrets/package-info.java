/** Passwords and keys: made at the first start, each process given its own only. */
@NullMarked
package dev.orderplatform.runtime.secrets;

import org.jspecify.annotations.NullMarked;
