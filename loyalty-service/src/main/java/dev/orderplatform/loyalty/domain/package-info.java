/** What a Loyalty is and how it changes. Knows no framework. */
@NullMarked
package dev.orderplatform.loyalty.domain;

import org.jspecify.annotations.NullMarked;
