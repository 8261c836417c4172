/** Runs our services as processes: jars, JVM flags, readiness. */
@NullMarked
package dev.orderplatform.runtime.service;

import org.jspecify.annotations.NullMarked;
