/** What a Sample is and how it changes. Knows no framework. */
@NullMarked
package dev.orderplatform.sample.domain;

import org.jspecify.annotations.NullMarked;
