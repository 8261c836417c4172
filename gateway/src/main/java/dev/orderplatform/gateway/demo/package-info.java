/** Tokens for trying the platform out; exists in the profile demo only. */
@NullMarked
package dev.orderplatform.gateway.demo;

import org.jspecify.annotations.NullMarked;
