/** Read-only access to the platform's databases. */
@NullMarked
package dev.orderplatform.runtime.databases;

import org.jspecify.annotations.NullMarked;
