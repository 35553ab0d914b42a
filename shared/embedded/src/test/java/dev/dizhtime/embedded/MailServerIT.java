package dev.dizhtime.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailServerIT {
  @Test
  void keepsWhatItReceives() throws Exception {
    try (var server = MailServer.start(0)) {
      send(server, "Your soup is ready");
      assertThat(server.received())
          .singleElement()
          .satisfies(
              mail -> {
                assertThat(mail.from()).isEqualTo("kitchen@example.test");
                assertThat(mail.to()).containsExactly("eater@example.test");
                assertThat(mail.subject()).isEqualTo("Your soup is ready");
                assertThat(mail.text()).contains("Enjoy");
              });
      server.clear();
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void forgetsTheOldestMessageRatherThanGrow() throws Exception {
    try (var server = MailServer.start(0, 2)) {
      for (String subject : new String[] {"first", "second", "third"}) {
        send(server, subject);
      }
      assertThat(server.received())
          .extracting(ReceivedMail::subject)
          .containsExactly("second", "third");
    }
  }

  @Test
  void refusesATakenPort() throws Exception {
    try (var server = MailServer.start(0)) {
      int port = URI.create(server.address()).getPort();
      assertThatThrownBy(() -> MailServer.start(port))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("port " + port);
    }
  }

  private static void send(EmbeddedServer server, String subject) throws Exception {
    var properties = new Properties();
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty(
        "mail.smtp.port", Integer.toString(URI.create(server.address()).getPort()));
    var message = new MimeMessage(Session.getInstance(properties));
    message.setFrom("kitchen@example.test");
    message.setRecipient(Message.RecipientType.TO, new InternetAddress("eater@example.test"));
    message.setSubject(subject);
    message.setText("Enjoy");
    Transport.send(message);
  }
}
