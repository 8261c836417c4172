package dev.orderplatform.monolith.orders;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface Orders extends JpaRepository<PurchaseOrder, Long> {

    Optional<PurchaseOrder> findByUserIdAndKey(long userId, String key);

    Optional<PurchaseOrder> findByIdAndUserId(long id, long userId);

    List<PurchaseOrder> findByUserIdAndIdLessThanOrderByIdDesc(long userId, long before, Limit limit);

    /** Locks the order until the transaction ends: two concurrent cancellations must release the stock only once. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("SELECT o FROM PurchaseOrder o WHERE o.id = :id AND o.userId = :userId")
    Optional<PurchaseOrder> lock(long id, long userId);
}
