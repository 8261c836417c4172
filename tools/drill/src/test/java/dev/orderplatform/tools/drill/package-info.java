/** Tests of the drill's plan and verdict. */
@NullMarked
package dev.orderplatform.tools.drill;

import org.jspecify.annotations.NullMarked;
