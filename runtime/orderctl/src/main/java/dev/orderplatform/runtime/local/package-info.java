/** What the commands that work with a running platform ask of it, and what they have in common. */
@NullMarked
package dev.orderplatform.runtime.local;

import org.jspecify.annotations.NullMarked;
