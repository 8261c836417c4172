/** Real servers for integration tests: started on free ports, thrown away afterwards. */
@NullMarked
package dev.orderplatform.servers;

import org.jspecify.annotations.NullMarked;
