/** Makes a renamed copy of this platform, and takes later versions over into it. */
@NullMarked
package dev.orderplatform.tools.scaffold.platform;

import org.jspecify.annotations.NullMarked;
