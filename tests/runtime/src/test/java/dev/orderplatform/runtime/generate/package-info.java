/** Tests of the generated files. */
@NullMarked
package dev.orderplatform.runtime.generate;

import org.jspecify.annotations.NullMarked;
