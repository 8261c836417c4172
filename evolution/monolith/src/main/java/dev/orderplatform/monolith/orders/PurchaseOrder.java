package dev.orderplatform.monolith.orders;

import dev.orderplatform.monolith.problem.Refusal;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** An order with its lines. */
@Entity
@Table(name = "t_order")
class PurchaseOrder {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "order")
    @SequenceGenerator(name = "order", sequenceName = "order_id_seq", allocationSize = 50)
    @Column(name = "order_id")
    private long id;

    @Column(name = "user_id")
    private long userId;

    @Column(name = "idempotency_key")
    private String key;

    @Column(name = "body_hash")
    private byte[] bodyHash;

    @Enumerated(EnumType.STRING)
    private Status status;

    private int version;

    @Column(name = "total_minor")
    private long totalMinor;

    private String currency;

    @Column(name = "missing_skus")
    private @Nullable List<String> missingSkus;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "cancelled_at")
    private @Nullable Instant cancelledAt;

    @ElementCollection
    @CollectionTable(name = "t_order_line", joinColumns = @JoinColumn(name = "order_id"))
    @OrderColumn(name = "line_no")
    private List<Line> lines = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    PurchaseOrder() {}

    PurchaseOrder(long userId, String key, PricedBasket basket, Instant createdAt) {
        this.userId = userId;
        this.key = key;
        this.bodyHash = basket.hash();
        this.status = Status.CONFIRMED;
        this.version = 1;
        this.totalMinor = basket.totalMinor();
        this.currency = basket.currency();
        this.createdAt = createdAt;
        this.lines.addAll(basket.lines());
    }

    /** Only for use in the transaction that stores the order. */
    void reject(List<String> skus) {
        status = Status.REJECTED;
        missingSkus = skus;
    }

    /** False if it is already cancelled. */
    boolean cancel(Instant at) {
        if (status == Status.CANCELLED) {
            return false;
        }
        if (status != Status.CONFIRMED) {
            throw new Refusal(HttpStatus.CONFLICT, "The order's state does not allow that.");
        }
        status = Status.CANCELLED;
        cancelledAt = at;
        version++;
        return true;
    }

    SortedMap<String, Integer> units() {
        SortedMap<String, Integer> units = new TreeMap<>();
        lines.forEach(line -> units.put(line.sku(), line.quantity()));
        return units;
    }

    long id() {
        return id;
    }

    long userId() {
        return userId;
    }

    byte[] bodyHash() {
        return bodyHash;
    }

    OrderView view() {
        List<OrderView.Step> history = new ArrayList<>();
        history.add(new OrderView.Step(status == Status.REJECTED ? Status.REJECTED : Status.CONFIRMED, createdAt));
        if (cancelledAt != null) {
            history.add(new OrderView.Step(Status.CANCELLED, cancelledAt));
        }
        return new OrderView(
                Long.toString(id),
                status,
                totalMinor,
                currency,
                createdAt,
                version,
                missingSkus == null ? null : OrderView.Rejection.outOfStock(missingSkus),
                List.copyOf(lines),
                history);
    }
}
