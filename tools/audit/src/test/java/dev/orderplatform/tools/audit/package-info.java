/** Breaks each invariant on purpose, on real servers, and expects the auditor to name it. */
@NullMarked
package dev.orderplatform.tools.audit;

import org.jspecify.annotations.NullMarked;
