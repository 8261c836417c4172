@NullMarked
package dev.orderplatform.regions;

import org.jspecify.annotations.NullMarked;
