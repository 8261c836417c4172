package dev.orderplatform.notification.channel.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Sends e-mails to the SMTP server. */
final class SmtpSender {
    private final JavaMailSender sender;
    private final EmailProperties properties;

    SmtpSender(JavaMailSender sender, EmailProperties properties) {
        this.sender = sender;
        this.properties = properties;
        message(new Email(1, "check", 1, "", "", 1)); // fail at startup if an address is invalid
    }

    /** Sends a batch over one connection. A rejected e-mail does not stop the others. */
    SendResult send(List<Email> batch) {
        Map<Email, MimeMessage> messages = new LinkedHashMap<>();
        batch.forEach(email -> messages.put(email, message(email)));
        try {
            sender.send(messages.values().toArray(MimeMessage[]::new));
            return new SendResult(batch, Map.of());
        } catch (MailSendException e) {
            return result(messages, e.getFailedMessages());
        } catch (MailException e) {
            Map<Email, String> failed = new LinkedHashMap<>();
            batch.forEach(email -> failed.put(email, e.toString()));
            return new SendResult(List.of(), failed);
        }
    }

    private static SendResult result(Map<Email, MimeMessage> messages, Map<Object, Exception> failures) {
        Map<Email, String> failed = new LinkedHashMap<>();
        messages.forEach((email, message) -> {
            Exception reason = failures.get(message);
            if (reason != null) {
                failed.put(email, reason.toString());
            }
        });
        List<Email> sent = messages.keySet().stream()
                .filter(email -> !failed.containsKey(email))
                .toList();
        return new SendResult(sent, failed);
    }

    private MimeMessage message(Email email) {
        MimeMessage message = sender.createMimeMessage();
        try {
            MimeMessageHelper text = new MimeMessageHelper(message, UTF_8.name());
            text.setFrom(properties.from());
            text.setTo(properties.recipient(email.userId()));
            text.setSubject(email.title());
            text.setText(email.body());
            // Stable across attempts, so that the recipient can drop duplicates.
            message.setHeader("Message-ID", "<" + email.eventId() + "@" + domain() + ">");
            message.setHeader("Auto-Submitted", "auto-generated");
            return message;
        } catch (MessagingException e) {
            throw new IllegalStateException("platform.notification.email: from or recipient is not a valid address", e);
        }
    }

    private String domain() {
        return properties.from().substring(properties.from().indexOf('@') + 1);
    }
}
