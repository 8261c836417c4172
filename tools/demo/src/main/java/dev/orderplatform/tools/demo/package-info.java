/** A demonstration: real customers' traffic through the gateway, and a look at what became of it. */
@NullMarked
package dev.orderplatform.tools.demo;

import org.jspecify.annotations.NullMarked;
