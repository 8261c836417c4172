/** Tests of the webhooks command on a real database. */
@NullMarked
package dev.orderplatform.tools.webhooks;

import org.jspecify.annotations.NullMarked;
