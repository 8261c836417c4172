/** Connection pools, migrations, local transactions and the retention of rows against PostgreSQL. */
@NullMarked
package dev.orderplatform.postgres;

import org.jspecify.annotations.NullMarked;
