/** Real servers for integration tests, started on free ports and deleted afterwards. */
@NullMarked
package dev.orderplatform.servers;

import org.jspecify.annotations.NullMarked;
