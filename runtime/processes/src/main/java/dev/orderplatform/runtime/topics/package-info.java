/** Reads whole topics and consumer lag without joining a consumer group. */
@NullMarked
package dev.orderplatform.runtime.topics;

import org.jspecify.annotations.NullMarked;
