package dev.orderplatform.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.orderplatform.postgres.Retention;
import dev.orderplatform.runtime.process.Ports;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendEmailsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final GreenMail mail = new GreenMail(new ServerSetup(Ports.anyFree(), "127.0.0.1", "smtp"));

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @BeforeEach
    void start() {
        service = RunningService.start(
                "emails_" + mail.getSmtp().getServerSetup().getPort(), // no e-mails of other tests
                "platform.notification.email.enabled=true",
                "platform.notification.email.poll-interval=100ms",
                "platform.notification.email.first-back-off=500ms",
                "platform.notification.email.max-back-off=500ms",
                "platform.notification.email.attempts=4",
                "spring.mail.port=" + mail.getSmtp().getServerSetup().getPort());
    }

    @AfterEach
    void stop() {
        service.close();
        mail.stop();
    }

    @Test
    void eachNotificationIsSentOnce() throws MessagingException {
        mail.start();
        TestOrder order = TestOrder.ofNewUser();
        service.wantEmails(order);
        service.send(order.created(), order.created(), order.confirmed());
        awaitStates(order, "SENT", "SENT");
        MimeMessage[] mails = mail.getReceivedMessages();
        assertThat(mails).hasSize(2);
        MimeMessage first = mails[0];
        assertThat(first.getSubject()).isEqualTo("We have received your order " + order.id());
        assertThat(first.getFrom()).extracting(Object::toString).containsExactly("orders@example.invalid");
        assertThat(first.getRecipients(Message.RecipientType.TO))
                .extracting(Object::toString)
                .containsExactly("customer-" + order.user() + "@example.invalid");
        assertThat(first.getMessageID()).isEqualTo("<" + order.created().id() + "@example.invalid>");
    }

    @Test
    void customerWhoHasNotAskedForEmailsGetsNone() {
        mail.start();
        TestOrder silent = TestOrder.ofNewUser();
        TestOrder order = TestOrder.of(silent.user() + 1_000_000);
        service.wantEmails(order);
        service.send(silent.created(), order.created());
        awaitStates(order, "SENT");
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(service.typesOf(silent.id())).hasSize(1));
        assertThat(states(silent)).isEmpty();
    }

    @Test
    void mailsAreSentOnceTheServerIsBack() {
        TestOrder order = TestOrder.ofNewUser();
        service.wantEmails(order);
        service.send(order.created(), order.confirmed());
        await().atMost(TIMEOUT).until(() -> maxAttempts(order) >= 1);
        assertThat(states(order)).containsOnly("WAITING");
        mail.start();
        awaitStates(order, "SENT", "SENT");
        assertThat(subjects()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void mailFailsAfterMaxAttemptsAndTheNotificationStays() {
        TestOrder order = TestOrder.ofNewUser();
        service.wantEmails(order);
        service.send(order.created());
        awaitStates(order, "FAILED");
        assertThat(maxAttempts(order)).isEqualTo(4);
        assertThat(service.typesOf(order.id())).hasSize(1);
        mail.start();
        TestOrder next = TestOrder.ofNewUser();
        service.wantEmails(next);
        service.send(next.created());
        awaitStates(next, "SENT");
        assertThat(subjects()).hasSize(1);
    }

    @Test
    void mailOfADeadSenderIsResentWithTheSameId() throws MessagingException {
        mail.start();
        TestOrder order = TestOrder.ofNewUser();
        service.wantEmails(order);
        service.send(order.created());
        awaitStates(order, "SENT");
        // Simulates a crash after sending and before the status update, once the claim has expired.
        service.sql()
                .sql("UPDATE t_email SET status = 'WAITING', finished_at = NULL, due_at = now()")
                .update();
        awaitStates(order, "SENT");
        MimeMessage[] mails = mail.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[0].getMessageID()).isEqualTo(mails[1].getMessageID());
    }

    @Test
    void retentionDeletesFinishedMailsOnly() {
        mail.start();
        TestOrder sent = TestOrder.ofNewUser();
        service.wantEmails(sent);
        service.send(sent.created());
        awaitStates(sent, "SENT");
        mail.stop();
        TestOrder waiting = TestOrder.ofNewUser();
        service.wantEmails(waiting);
        service.send(waiting.created());
        awaitStates(waiting, "WAITING");
        service.sql()
                .sql("UPDATE t_email SET finished_at = finished_at - interval '31 days',"
                        + " due_at = due_at - interval '31 days'")
                .update();
        service.bean("emailRetention", Retention.class).clean();
        assertThat(states(sent)).isEmpty();
        assertThat(states(waiting)).hasSize(1);
    }

    private void awaitStates(TestOrder order, String... states) {
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(states(order)).containsExactly(states));
    }

    private List<String> states(TestOrder order) {
        return service.sql()
                .sql("SELECT e.status FROM t_email e JOIN t_notification n ON n.id = e.notification_id"
                        + " WHERE n.order_id = ? ORDER BY n.id")
                .param(order.id())
                .query(String.class)
                .list();
    }

    private int maxAttempts(TestOrder order) {
        return service.sql()
                .sql("SELECT coalesce(max(e.attempts), 0) FROM t_email e JOIN t_notification n ON n.id ="
                        + " e.notification_id WHERE n.order_id = ?")
                .param(order.id())
                .query(Integer.class)
                .single();
    }

    private List<String> subjects() {
        return Arrays.stream(mail.getReceivedMessages())
                .map(SendEmailsIT::subject)
                .toList();
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
