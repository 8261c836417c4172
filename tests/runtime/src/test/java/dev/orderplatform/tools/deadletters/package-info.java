/** Dead letters on a real broker, decided by the command that people use. */
@NullMarked
package dev.orderplatform.tools.deadletters;

import org.jspecify.annotations.NullMarked;
