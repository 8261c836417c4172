/** Zipkin, which stores and shows traces. */
@NullMarked
package dev.orderplatform.runtime.zipkin;

import org.jspecify.annotations.NullMarked;
