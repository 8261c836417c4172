/** Tests of the topology against the services' sources. */
@NullMarked
package dev.orderplatform.runtime.topology;

import org.jspecify.annotations.NullMarked;
