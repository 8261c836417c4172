/** Tests of the slot rule, the id layout and the maps. */
@NullMarked
package dev.orderplatform.ids;

import org.jspecify.annotations.NullMarked;
