@NullMarked
package dev.orderplatform.stack.load.scenario;

import org.jspecify.annotations.NullMarked;
