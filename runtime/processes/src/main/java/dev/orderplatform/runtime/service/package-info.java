/** Our own services as processes: their jars, memory and readiness. */
@NullMarked
package dev.orderplatform.runtime.service;

import org.jspecify.annotations.NullMarked;
