/** Tests of the platform's pages in a real browser. */
@NullMarked
package dev.orderplatform.browser;

import org.jspecify.annotations.NullMarked;
