/** The backlog in and between regions, measured in the background: unpublished, unreplicated and stored events, and gaps. */
@NullMarked
package dev.orderplatform.runtime.backlog;

import org.jspecify.annotations.NullMarked;
