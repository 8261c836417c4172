@NullMarked
package dev.orderplatform.gateway.docs;

import org.jspecify.annotations.NullMarked;
