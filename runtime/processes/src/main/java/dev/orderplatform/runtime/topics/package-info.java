/** Reading topics from end to end, without joining a consumer group: looking leaves no trace. */
@NullMarked
package dev.orderplatform.runtime.topics;

import org.jspecify.annotations.NullMarked;
