package dev.orderplatform.tools.explain.causes;

import static dev.orderplatform.tools.explain.causes.PlantedOrder.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.tools.explain.causes.Cause.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders that are stuck in different ways, and the first cause that is found. */
class WaitingTest {

    private static final String EVENT = "order-" + ID + "-1-";

    /** The first cause, which is the one that people read. */
    private static Cause cause(PlantedOrder order) {
        return order.waiting().state().getFirst();
    }

    private static Cause other(PlantedOrder order) {
        return order.waiting().others().getFirst();
    }

    private static void isPart(Cause cause, String part) {
        assertThat(cause.kind()).isEqualTo(Kind.PART);
        assertThat(cause.text()).contains(part + " is held by `stop`");
        assertThat(cause.commands()).containsExactly("start " + part);
    }

    @Nested
    class Pending {
        private final PlantedOrder order = new PlantedOrder("PENDING");

        @Test
        void inventoryIsHeld() {
            isPart(
                    cause(order.notApplied(1, "inventory-service-east").held("inventory-service-east")),
                    "inventory-service-east");
        }

        @Test
        void inventoryIsDownAndBeingRestarted() {
            var cause = cause(order.notApplied(1, "inventory-service-east").down("inventory-service-east"));
            assertThat(cause.text()).contains("OrderCreatedEvent", "inventory-service-east is down");
            assertThat(cause.commands()).containsExactly("logs inventory-service-east");
        }

        @Test
        void itsDatabaseServerIsHeld() {
            isPart(cause(order.unread("inventory-service-east").unpublished(1).held("postgres-east")), "postgres-east");
        }

        @Test
        void theBrokerIsHeldAndTheEventInTheOutbox() {
            var cause =
                    cause(order.unpublished(1).inOutbox(1).unread("kafka-east").held("kafka-east"));
            isPart(cause, "kafka-east");
            assertThat(cause.text()).contains("waits in the outbox of order-service-east");
        }

        @Test
        void theRelayDoesNotPublish() {
            var cause = cause(order.unpublished(1).inOutbox(1));
            assertThat(cause.kind()).isEqualTo(Kind.UNPUBLISHED);
            assertThat(cause.commands()).containsExactly("logs order-service-east");
        }

        @Test
        void theEventIsADeadLetter() {
            var cause = cause(order.notApplied(1, "inventory-service-east").deadLetter(1, "inventory-service", false));
            assertThat(cause.kind()).isEqualTo(Kind.DEAD_LETTER);
            assertThat(cause.text()).contains("out of range");
            assertThat(cause.commands()).containsExactly("dlt show --id " + EVENT + 1, "dlt replay --id " + EVENT + 1);
        }

        @Test
        void theDeadLetterOfAnotherGroupIsNotTheCause() {
            assertThat(cause(order.notApplied(1, "inventory-service-east").deadLetter(1, "logistics-service", false))
                            .kind())
                    .isEqualTo(Kind.NOT_APPLIED);
        }

        @Test
        void theDeadLetterWasDiscarded() {
            assertThat(cause(order.notApplied(1, "inventory-service-east").deadLetter(1, "inventory-service", true))
                            .commands())
                    .containsExactly("resync --events " + ID);
        }

        @Test
        void theConsumerDoesNotKnowTheType() {
            var cause = cause(order.notApplied(1, "inventory-service-east").unknownType(1, "inventory-service-east"));
            assertThat(cause.kind()).isEqualTo(Kind.UNKNOWN_TYPE);
            assertThat(cause.text()).contains("OrderGiftedEvent");
        }

        @Test
        void theEventIsLost() {
            var cause = cause(order.unpublished(1));
            assertThat(cause.kind()).isEqualTo(Kind.LOST_EVENT);
            assertThat(cause.commands()).containsExactly("resync --events " + ID);
        }

        @Test
        void anEventThatInboxesMayHaveForgottenIsNotMissing() {
            order.notApplied(1, "inventory-service-east").later(Duration.ofDays(40));
            assertThat(cause(order).kind()).isEqualTo(Kind.UNEXPLAINED);
            assertThat(EventDelivery.ofOrder(order.evidence()).getFirst().unknown())
                    .containsExactly("inventory-service-east");
        }

        @Test
        void theConsumerIsReadyAndDoesNotApplyIt() {
            var cause = cause(order.notApplied(1, "inventory-service-east"));
            assertThat(cause.kind()).isEqualTo(Kind.NOT_APPLIED);
            assertThat(cause.commands()).contains("logs inventory-service-east");
        }

        @Test
        void stockIsShortAndTheOtherRegionIsHeld() {
            var cause = cause(order.reservation("WAITING").available("east", 2).held("inventory-service-west"));
            assertThat(cause.kind()).isEqualTo(Kind.PART);
            assertThat(cause.text())
                    .contains("inventory-service-west, which is needed to fetch units from another region, is held");
            assertThat(cause.commands()).containsExactly("start inventory-service-west");
        }

        @Test
        void stockIsShort() {
            var cause = cause(order.reservation("WAITING").available("east", 2).available("west", 1));
            assertThat(cause.kind()).isEqualTo(Kind.STOCK);
            assertThat(cause.text()).contains("SKU-1 (5 needed, 2 available in east, 1 available in west)");
        }

        @Test
        void theDecisionIsNotApplied() {
            var event = "stock-" + ID + "-1-1";
            var cause = cause(order.reservation("RESERVED")
                    .published(event, "StockReservedEvent")
                    .notApplied(event, "order-service-east")
                    .held("order-service-east"));
            isPart(cause, "order-service-east");
            assertThat(cause.text()).contains("StockReservedEvent");
        }
    }

    @Nested
    class Undecided {
        private final PlantedOrder order = new PlantedOrder("UNDECIDED").xid("seata:1");

        @ParameterizedTest
        @ValueSource(strings = {"seata", "order-service-west", "postgres-west", "order-service-east"})
        void aPartOfTheTransactionIsHeld(String part) {
            var cause = cause(order.held(part));
            isPart(cause, part);
            assertThat(cause.text()).contains("seata:1", "undecided");
        }

        @Test
        void nobodyDecides() {
            assertThat(cause(order).kind()).isEqualTo(Kind.UNDECIDED);
        }
    }

    @Nested
    class Confirmed {
        private final PlantedOrder order = new PlantedOrder("PENDING", "CONFIRMED");

        @Test
        void theCustomerHasNotPaid() {
            var cause = cause(order.paymentDue(Duration.ofMinutes(5)));
            assertThat(cause.kind()).isEqualTo(Kind.CUSTOMER);
            assertThat(cause.text()).contains("cancelled at 2026-01-01T12:05:00Z (in 5 min)");
            assertThat(cause.commands()).isEmpty();
        }

        @Test
        void withoutAPaymentWindowItWaitsForEver() {
            assertThat(cause(order).text()).contains("no payment window");
        }

        @Test
        void theTimerIsOverdue() {
            assertThat(cause(order.paymentDue(Duration.ofMinutes(-5))).kind()).isEqualTo(Kind.TIMER);
            isPart(cause(order.held("order-service-east")), "order-service-east");
        }

        @Test
        void theIntentIsNotRegisteredBecauseTheProviderIsHeld() {
            var cause = cause(order.payment("PENDING", false).held("payment-provider"));
            isPart(cause, "payment-provider");
            assertThat(cause.text()).contains("not registered");
        }

        @Test
        void theProviderFails() {
            var cause = cause(order.payment("PENDING", false).task("intent", "answered 503"));
            assertThat(cause.kind()).isEqualTo(Kind.PROVIDER);
            assertThat(cause.text()).contains("answered 503", "again at 2026-01-01T12:00:20Z (in 20 s)");
            assertThat(cause.commands()).contains("logs payment-service-east", "logs payment-provider");
        }

        @Test
        void theCallbackIsLost() {
            assertThat(cause(order.payment("PENDING", true).companySays("CAPTURED"))
                            .text())
                    .contains("CAPTURED at the provider", "the callback is missing");
        }

        @Test
        void theProviderHasNotCapturedYet() {
            assertThat(cause(order.payment("PENDING", true).companySays("PENDING"))
                            .text())
                    .contains("waits for the provider to capture it");
        }

        @Test
        void aCallbackContradicts() {
            var cause = cause(order.payment("DECLINED", true).contradiction("payment.captured"));
            assertThat(cause.kind()).isEqualTo(Kind.CONTRADICTION);
            assertThat(cause.text()).contains("payment.captured of " + ID + "-1");
        }

        @Test
        void theCaptureIsNotApplied() {
            var event = "payment-" + ID + "-1-1-1";
            var cause = cause(order.payment("CAPTURED", true)
                    .published(event, "PaymentCapturedEvent")
                    .notApplied(event, "order-service-east"));
            assertThat(cause.kind()).isEqualTo(Kind.NOT_APPLIED);
            assertThat(cause.text()).contains("order-service-east has not applied PaymentCapturedEvent");
        }

        @Test
        void aLostCaptureIsNotPublishedAgainByResync() {
            var cause = cause(order.payment("CAPTURED", true));
            assertThat(cause.kind()).isEqualTo(Kind.LOST_EVENT);
            assertThat(cause.commands()).containsExactly("logs payment-service-east");
        }

        @Test
        void paymentsCannotBeRead() {
            assertThat(cause(order.unread("payment-service-east")).kind()).isEqualTo(Kind.UNREADABLE);
        }
    }

    @Nested
    class Paid {
        private final PlantedOrder order = new PlantedOrder("PENDING", "CONFIRMED", "PAID");

        @Test
        void logisticsIsHeld() {
            isPart(
                    cause(order.notApplied(3, "logistics-service-east").held("logistics-service-east")),
                    "logistics-service-east");
        }

        @Test
        void theCarrierIsHeld() {
            var cause = cause(
                    order.parcel("BOOKED", false).task("parcel", "refused").held("carrier"));
            isPart(cause, "carrier");
            assertThat(cause.text()).contains("not booked", "refused");
        }

        @Test
        void theCarrierFails() {
            var cause = cause(order.parcel("BOOKED", false)
                    .task(
                            "parcel",
                            "dev.web.SystemUnavailable: the carrier is not available: java.io.IOException: reset"));
            assertThat(cause.kind()).isEqualTo(Kind.CARRIER);
            assertThat(cause.text()).contains("the last request failed: the carrier is not available: reset");
        }

        @Test
        void theCarrierHasNotCollectedTheParcel() {
            var event = "parcel-" + ID + "-1-1-2";
            assertThat(cause(order.published(event, "ParcelBookedEvent").parcel("BOOKED", true))
                            .text())
                    .contains("waits for the carrier to collect it");
        }

        @Test
        void theCarriersCallbackIsLost() {
            var event = "parcel-" + ID + "-1-1-2";
            assertThat(cause(order.published(event, "ParcelBookedEvent")
                                    .parcel("BOOKED", true)
                                    .companySays("SHIPPED"))
                            .text())
                    .contains("SHIPPED at the carrier", "the callback is missing");
        }

        @Test
        void theParcelsEventIsNotApplied() {
            var event = "parcel-" + ID + "-1-1-2";
            var cause = cause(order.parcel("SHIPPED", true)
                    .published(event, "ParcelShippedEvent")
                    .notApplied(event, "order-service-east"));
            assertThat(cause.kind()).isEqualTo(Kind.NOT_APPLIED);
            assertThat(cause.text()).contains("ParcelShippedEvent");
        }

        @Test
        void aCallbackOfTheCarrierContradicts() {
            assertThat(cause(order.parcel("BOOKED", true).contradiction("parcel.returned"))
                            .kind())
                    .isEqualTo(Kind.CONTRADICTION);
        }
    }

    @Nested
    class Refunding {
        private final PlantedOrder order = new PlantedOrder("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING");

        @Test
        void theRequestIsNotApplied() {
            isPart(
                    cause(order.notApplied(4, "payment-service-east").held("payment-service-east")),
                    "payment-service-east");
        }

        @Test
        void theProviderIsHeld() {
            isPart(cause(order.payment("REFUND_PENDING", true).held("payment-provider")), "payment-provider");
        }

        @Test
        void theProviderFails() {
            var cause = cause(order.payment("REFUND_PENDING", true).task("refund", "attempt 1 failed"));
            assertThat(cause.kind()).isEqualTo(Kind.PROVIDER);
            assertThat(cause.text()).contains("attempt 2", "attempt 1 failed");
        }

        @Test
        void theRefundIsNotApplied() {
            var event = "payment-" + ID + "-1-1-1";
            assertThat(cause(order.payment("REFUNDED", true)
                                    .published(event, "PaymentRefundedEvent")
                                    .notApplied(event, "order-service-east"))
                            .text())
                    .contains("PaymentRefundedEvent");
        }
    }

    @Nested
    class Unreadable {
        @Test
        void aHeldConsumerIsTheCauseAlthoughTheTopicCannotBeReadInTime() {
            isPart(
                    cause(new PlantedOrder("PENDING")
                            .unpublished(1)
                            .unread("kafka-east")
                            .held("inventory-service-east")),
                    "inventory-service-east");
        }

        @Test
        void withoutTheTopicNothingIsSaidAboutThePublishedEvent() {
            assertThat(cause(new PlantedOrder("PENDING").unpublished(1).unread("kafka-east"))
                            .kind())
                    .isEqualTo(Kind.UNREADABLE);
        }

        @Test
        void paymentsAreUnreadableBecauseTheirServerIsHeld() {
            isPart(
                    cause(new PlantedOrder("PENDING", "CONFIRMED")
                            .unread("payment-service-east")
                            .held("postgres-east")),
                    "postgres-east");
        }
    }

    @Nested
    class Others {
        private final PlantedOrder order = new PlantedOrder("PENDING", "REJECTED");

        @Test
        void aFinalStateWaitsForNothing() {
            assertThat(order.waiting().state()).isEmpty();
            assertThat(order.waiting().others()).isEmpty();
        }

        @Test
        void theNotificationIsMissing() {
            isPart(
                    other(order.notApplied(2, "notification-service").held("notification-service")),
                    "notification-service");
        }

        @Test
        void theReplicaIsBehind() {
            var other = other(order.notApplied(2, "order-service-west"));
            assertThat(other.text()).contains("order-service-west has not applied");
        }

        @Test
        void nothingIsSaidAboutAConsumerThatCouldNotBeRead() {
            assertThat(order.notApplied(2, "notification-service")
                            .unread("notification-service")
                            .waiting()
                            .others())
                    .isEmpty();
        }

        @Test
        void theWebhookFails() {
            var waiting = other(order.webhook("WAITING", 3));
            assertThat(waiting.kind()).isEqualTo(Kind.WEBHOOK);
            assertThat(waiting.text()).contains("3 attempt(s): answered 500", "next attempt");
            assertThat(waiting.commands()).containsExactly("webhooks show --id 9");
        }

        @Test
        void theWebhookWasGivenUp() {
            assertThat(other(order.webhook("FAILED", 10)).commands())
                    .containsExactly("webhooks show --id 9", "webhooks replay --id 9");
        }

        @Test
        void theEmailFails() {
            assertThat(other(order.email("WAITING", 1)).text()).contains("no such host");
            assertThat(other(order.email("FAILED", 5)).kind()).isEqualTo(Kind.EMAIL);
        }

        @Test
        void aMessageThatWaitsForItsFirstAttemptIsNoTrouble() {
            assertThat(order.webhook("WAITING", 0).email("WAITING", 0).waiting().others())
                    .isEmpty();
        }

        @Test
        void aParcelOfARefundedOrderIsNotCancelled() {
            var other = other(order.parcel("BOOKED", true).refundRequested());
            assertThat(other.kind()).isEqualTo(Kind.CARRIER);
            assertThat(other.text()).contains("not cancelled at the carrier");
        }

        @Test
        void anEventThatIsNotPublishedIsMissingForOneReason() {
            assertThat(order.unpublished(2).inOutbox(2).waiting().others()).hasSize(1);
        }

        @Test
        void whatKeepsTheStateIsNotSaidTwice() {
            var waiting = new PlantedOrder("PENDING")
                    .notApplied(1, "inventory-service-east")
                    .waiting();
            assertThat(waiting.others()).doesNotContainAnyElementsOf(waiting.state());
        }
    }
}
