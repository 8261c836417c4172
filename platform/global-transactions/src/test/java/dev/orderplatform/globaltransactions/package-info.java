/** The rules of a global transaction, without a coordinator; the services' tests have a real one. */
@NullMarked
package dev.orderplatform.globaltransactions;

import org.jspecify.annotations.NullMarked;
