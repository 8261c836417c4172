/** Tests of the JVM that services share. */
@NullMarked
package dev.orderplatform.runtime.host;

import org.jspecify.annotations.NullMarked;
