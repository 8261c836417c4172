/** A small service, to be packed in a jar and run in a shared JVM. */
@NullMarked
package dev.orderplatform.runtime.service.hosted;

import org.jspecify.annotations.NullMarked;
