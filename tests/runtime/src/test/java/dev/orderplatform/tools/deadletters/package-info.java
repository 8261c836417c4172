/** Tests of the dlt command on a real broker. */
@NullMarked
package dev.orderplatform.tools.deadletters;

import org.jspecify.annotations.NullMarked;
