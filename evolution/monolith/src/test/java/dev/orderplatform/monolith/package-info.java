@NullMarked
package dev.orderplatform.monolith;

import org.jspecify.annotations.NullMarked;
