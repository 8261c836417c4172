/** Unit tests of the auditor. */
@NullMarked
package dev.orderplatform.tools.audit;

import org.jspecify.annotations.NullMarked;
