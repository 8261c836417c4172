/** The one door: who may pass, where to, and how much. */
@NullMarked
package dev.orderplatform.gateway;

import org.jspecify.annotations.NullMarked;
