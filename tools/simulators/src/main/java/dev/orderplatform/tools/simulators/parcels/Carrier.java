package dev.orderplatform.tools.simulators.parcels;

import dev.orderplatform.tools.simulators.faults.Fault;
import dev.orderplatform.tools.simulators.http.JsonFields;
import dev.orderplatform.tools.simulators.http.Request;
import dev.orderplatform.tools.simulators.http.Response;
import dev.orderplatform.tools.simulators.http.Route;
import dev.orderplatform.tools.simulators.journal.Decision;
import dev.orderplatform.tools.simulators.journal.Due;
import dev.orderplatform.tools.simulators.journal.Entry;
import dev.orderplatform.tools.simulators.journal.Journal;
import dev.orderplatform.tools.simulators.journal.Moment;
import dev.orderplatform.tools.simulators.journal.Simulation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The carrier's interface. */
public final class Carrier implements Simulation {
    private static final int MAX_LINES = 100;
    private static final int MAX_QUANTITY = 10_000;

    private final Parcels parcels;

    /**
     * Creates a carrier without parcels.
     *
     * @param deliverAfter from shipping to delivery
     */
    public Carrier(Duration shipAfter, Duration deliverAfter) {
        this.parcels = new Parcels(shipAfter, deliverAfter);
    }

    @Override
    public List<Class<? extends Entry>> entryTypes() {
        return List.of(
                ParcelEntry.ParcelBooked.class,
                ParcelEntry.ParcelShipped.class,
                ParcelEntry.ParcelDelivered.class,
                ParcelEntry.ParcelReturned.class,
                ParcelEntry.ParcelCancelled.class);
    }

    @Override
    public Set<Fault> faults() {
        return Set.of(Fault.RETURN, Fault.AT_ONCE);
    }

    @Override
    public void apply(Entry entry) {
        parcels.apply((ParcelEntry) entry);
    }

    @Override
    public List<Entry> settle(Due.Settlement due, Moment moment) {
        return parcels.settle(due.id(), moment);
    }

    @Override
    public List<Route> routes(Journal journal) {
        return List.of(
                Route.of("POST", "/v1/parcels", request -> book(journal, request)),
                Route.of(
                        "GET",
                        "/v1/parcels/{id}",
                        request -> Response.ok(
                                journal.decide(_ -> Decision.only(() -> view(parcels.parcel(request.id())))))),
                Route.of(
                        "POST",
                        "/v1/parcels/{id}/cancel",
                        request -> change(journal, moment -> parcels.cancel(request.id(), moment))),
                Route.of(
                        "POST",
                        "/v1/parcels/{id}/return",
                        request -> change(journal, moment -> parcels.giveBack(request.id(), moment))));
    }

    private Response book(Journal journal, Request request) {
        var key = request.key();
        var json = request.json();
        var parcelId = json.id("parcelId");
        var lines = json.objects("lines", MAX_LINES).stream().map(Carrier::line).toList();
        json.check();
        return journal.decide(moment -> parcels.book(key, parcelId, lines, moment)
                .map(parcel -> Response.registered(parcel.created(), view(parcel.value()))));
    }

    private static Line line(JsonFields json) {
        var line = new Line(json.id("sku"), json.integer("quantity", 1, MAX_QUANTITY));
        json.check();
        return line;
    }

    private static Response change(Journal journal, Function<Moment, Decision<Parcel>> change) {
        return journal.decide(moment -> change.apply(moment).map(parcel -> Response.ok(view(parcel))));
    }

    private static Map<String, Object> view(Parcel parcel) {
        var view = new LinkedHashMap<String, Object>();
        view.put("parcelId", parcel.parcelId());
        view.put("carrier", Parcel.CARRIER);
        view.put("trackingNumber", parcel.trackingNumber());
        view.put("status", parcel.status());
        view.put("lines", parcel.lines());
        return view;
    }
}
