@NullMarked
package dev.orderplatform.postgres;

import org.jspecify.annotations.NullMarked;
