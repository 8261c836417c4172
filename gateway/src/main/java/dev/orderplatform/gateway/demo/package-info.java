/** Issues demo tokens; active only in the profile demo. */
@NullMarked
package dev.orderplatform.gateway.demo;

import org.jspecify.annotations.NullMarked;
