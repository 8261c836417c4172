/** A JVM that runs several services, each with its own class loader, configuration, Spring context and event loops. */
@NullMarked
package dev.orderplatform.runtime.host;

import org.jspecify.annotations.NullMarked;
