/** Passwords and keys: generated at the first start; each process gets only its own. */
@NullMarked
package dev.orderplatform.runtime.secrets;

import org.jspecify.annotations.NullMarked;
