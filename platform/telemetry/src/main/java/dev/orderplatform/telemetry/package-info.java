/** Traces of requests, events and SQL; their sampling and export. */
@NullMarked
package dev.orderplatform.telemetry;

import org.jspecify.annotations.NullMarked;
