@NullMarked
package dev.orderplatform.tools.load.scenario;

import org.jspecify.annotations.NullMarked;
