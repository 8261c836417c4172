/** What both commands need of a platform's sources: their files, their format, and the prefix of its topics. */
@NullMarked
package dev.orderplatform.tools.scaffold.source;

import org.jspecify.annotations.NullMarked;
