package dev.orderplatform.order.sharding;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Over how much orders are spread.
 *
 * @param tables 32 are all, eight in each of the four databases; 1 is for comparison: everything lies in one table. The
 *     same for the life of the data
 */
@ConfigurationProperties("platform.sharding")
record ShardingProperties(@DefaultValue("32") int tables) {}
