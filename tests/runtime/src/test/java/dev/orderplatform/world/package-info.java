/** The platform's data without its services: databases with the real schemas, topics, and orders that tests write. */
@NullMarked
package dev.orderplatform.world;

import org.jspecify.annotations.NullMarked;
