@NullMarked
package dev.orderplatform.heartbeat;

import org.jspecify.annotations.NullMarked;
