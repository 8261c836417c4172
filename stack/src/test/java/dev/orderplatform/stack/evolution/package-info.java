@NullMarked
package dev.orderplatform.stack.evolution;

import org.jspecify.annotations.NullMarked;
