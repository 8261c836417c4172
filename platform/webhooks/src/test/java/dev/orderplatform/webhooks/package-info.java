/** Tests of signing and verifying. */
@NullMarked
package dev.orderplatform.webhooks;

import org.jspecify.annotations.NullMarked;
