package dev.orderplatform.logistics.http;

import dev.orderplatform.contracts.ParcelLine;
import dev.orderplatform.logistics.domain.Booking;
import dev.orderplatform.logistics.domain.Carrier;
import dev.orderplatform.logistics.domain.CarrierParcel;
import dev.orderplatform.logistics.domain.Parcel;
import dev.orderplatform.logistics.domain.ParcelId;
import dev.orderplatform.logistics.domain.ParcelStatus;
import dev.orderplatform.web.outbound.ResilientClient;
import dev.orderplatform.web.outbound.ResilientClient.Answer;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

@Component
@EnableConfigurationProperties(CarrierProperties.class)
final class HttpCarrier implements Carrier {
    private static final String PARCELS = "/v1/parcels";
    private static final String PARCEL = PARCELS + "/{id}";

    private final ResilientClient client;

    HttpCarrier(WebClient.Builder builder, CarrierProperties properties) {
        this.client = new ResilientClient(
                "the carrier", builder.baseUrl(properties.url()).build(), properties.limits());
    }

    private record BookingRequest(String parcelId, List<ParcelLine> lines) {}

    /** What the platform needs of the carrier's answer. */
    private record View(String carrier, String trackingNumber, ParcelStatus status) {

        CarrierParcel parcel() {
            return new CarrierParcel(new Booking(carrier, trackingNumber), status);
        }
    }

    @Override
    public CarrierParcel book(Parcel parcel) {
        String id = parcel.id().toString();
        Answer answer = client.call(http -> http.post()
                .uri(PARCELS)
                .header("Idempotency-Key", id)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(new BookingRequest(id, parcel.lines())));
        return known(answer).orElseThrow(() -> unexpected(answer));
    }

    @Override
    public Optional<CarrierParcel> find(ParcelId parcelId) {
        return known(client.call(http -> http.get().uri(PARCEL, parcelId)));
    }

    @Override
    public Optional<CarrierParcel> cancel(ParcelId parcelId) {
        Answer answer = client.call(http -> http.post().uri(PARCEL + "/cancel", parcelId));
        return answer.is(HttpStatus.CONFLICT) ? find(parcelId) : known(answer); // a conflict: it has left
    }

    private static Optional<CarrierParcel> known(Answer answer) {
        if (answer.status().is2xxSuccessful()) {
            return Optional.of(answer.as(View.class).parcel());
        }
        if (answer.is(HttpStatus.NOT_FOUND)) {
            return Optional.empty();
        }
        throw unexpected(answer);
    }

    private static IllegalStateException unexpected(Answer answer) {
        return new IllegalStateException(
                "the carrier answered " + answer.status().value());
    }
}
