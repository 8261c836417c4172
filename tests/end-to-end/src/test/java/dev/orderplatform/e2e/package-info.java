/** Orders through the whole platform, over HTTP, on real parts. */
@NullMarked
package dev.orderplatform.e2e;

import org.jspecify.annotations.NullMarked;
