/** Reading the platform's data as it lies in its databases: where they are, whose rights, rows as streams. */
@NullMarked
package dev.orderplatform.runtime.databases;

import org.jspecify.annotations.NullMarked;
