/** A small HTTP interface: routes, strict bodies, problem+json, limits. */
@NullMarked
package dev.orderplatform.tools.simulators.http;

import org.jspecify.annotations.NullMarked;
