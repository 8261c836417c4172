/** Source files: found below a folder, and formatted. */
@NullMarked
package dev.orderplatform.tools.scaffold.source;

import org.jspecify.annotations.NullMarked;
