package dev.orderplatform.inventory.transferring;

import dev.orderplatform.globaltransactions.GlobalProperties;
import dev.orderplatform.globaltransactions.GlobalTransactions;
import dev.orderplatform.globaltransactions.TccAction;
import dev.orderplatform.inventory.RegionProperties;
import dev.orderplatform.inventory.stock.peers.PeerProperties;
import dev.orderplatform.inventory.transferring.TransferController.Transferring;
import dev.orderplatform.postgres.Retention;
import dev.orderplatform.web.identity.ServiceTokens;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/** Only where there is a second region and a coordinator. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("platform.global.enabled")
class TransferringConfiguration {

    @Bean
    OtherInventories otherInventories(WebClient.Builder client, ServiceTokens tokens, PeerProperties peers) {
        return new OtherInventories(client, tokens, peers);
    }

    @Bean
    Retention fenceRetention(DataSource database, GlobalProperties properties) {
        return TccAction.fenceRetention(database, properties);
    }

    @Bean
    Transferring transferring(
            GlobalTransactions transactions, DataSource database, RegionProperties own, OtherInventories others) {
        String region = own.region();
        // Named after the region: the coordinator must not have another region confirm what this one tried.
        TccAction send = TccAction.register("send-units-" + region, database, new SendUnits());
        TccAction receive = TccAction.register("receive-units-" + region, database, new ReceiveUnits());
        TransferUnits units = new TransferUnits(transactions, new Transfers(database), send, others);
        return new Transferring(region, units, receive, others);
    }
}
