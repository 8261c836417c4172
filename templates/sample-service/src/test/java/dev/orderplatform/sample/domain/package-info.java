/** Tests of the rules. */
@NullMarked
package dev.orderplatform.sample.domain;

import org.jspecify.annotations.NullMarked;
