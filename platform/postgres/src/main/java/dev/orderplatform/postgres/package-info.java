/** Connection pools, migrations and local transactions against PostgreSQL. */
@NullMarked
package dev.orderplatform.postgres;

import org.jspecify.annotations.NullMarked;
