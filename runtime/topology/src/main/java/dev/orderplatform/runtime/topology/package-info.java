/** Which parts the platform has, where they listen and what they need: written down once, here. */
@NullMarked
package dev.orderplatform.runtime.topology;

import org.jspecify.annotations.NullMarked;
