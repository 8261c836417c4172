/** End-to-end tests of the whole platform over HTTP. */
@NullMarked
package dev.orderplatform.e2e;

import org.jspecify.annotations.NullMarked;
