/** The demo: customers' traffic through the gateway, and checks of the results. */
@NullMarked
package dev.orderplatform.tools.demo;

import org.jspecify.annotations.NullMarked;
