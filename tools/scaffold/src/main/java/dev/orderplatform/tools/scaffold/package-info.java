/** Makes a new service in this platform, or a renamed platform in another folder. */
@NullMarked
package dev.orderplatform.tools.scaffold;

import org.jspecify.annotations.NullMarked;
