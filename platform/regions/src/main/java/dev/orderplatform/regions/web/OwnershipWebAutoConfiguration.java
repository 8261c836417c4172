package dev.orderplatform.regions.web;

import dev.orderplatform.ids.RegionMap.Ownership;
import dev.orderplatform.regions.NotOwner;
import dev.orderplatform.regions.OwnedSlots;
import dev.orderplatform.regions.RequestSlot;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import java.util.Optional;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;

@AutoConfiguration(afterName = "dev.orderplatform.regions.OwnershipAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean(OwnedSlots.class)
class OwnershipWebAutoConfiguration {

    @Bean
    OwnershipFilter ownershipFilter(OwnedSlots slots) {
        return new OwnershipFilter(slots);
    }

    @Bean
    ProblemMapping notOwnerMapping() {
        return failure -> failure instanceof NotOwner misdirected
                ? Optional.of(misdirected(misdirected.owner()))
                : Optional.empty();
    }

    /** 421 with the region to ask instead and the epoch of its ownership. */
    private static ProblemException misdirected(Ownership owner) {
        return new ProblemException(HttpStatus.valueOf(421), "Another region owns these orders.")
                .header(RequestSlot.OWNER, owner.region())
                .with("owner", owner.region())
                .with("epoch", owner.epoch());
    }
}
