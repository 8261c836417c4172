@NullMarked
package dev.orderplatform.order.storage;

import org.jspecify.annotations.NullMarked;
