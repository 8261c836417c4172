/** Tests of the rules. */
@NullMarked
package dev.orderplatform.loyalty.domain;

import org.jspecify.annotations.NullMarked;
