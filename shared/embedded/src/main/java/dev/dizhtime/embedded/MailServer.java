package dev.dizhtime.embedded;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * An SMTP server inside this JVM that delivers to nobody and keeps what it receives in memory. The
 * address is {@code smtp://host:port}.
 */
public final class MailServer implements EmbeddedServer {
  private static final String NAME = "SMTP inbox";
  private static final long START_BOUND_MILLIS = 10_000;

  private final InProcessLife life = new InProcessLife();
  private final int port;
  private final GreenMail mail;

  private MailServer(int port, GreenMail mail) {
    this.port = port;
    this.mail = mail;
  }

  /** {@code port} 0 takes any free one. Throws {@link EmbeddedServerException} when it is taken. */
  public static MailServer start(int port) {
    int free = Ports.claim(NAME, port);
    var setup = new ServerSetup(free, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(START_BOUND_MILLIS);
    var mail = new GreenMail(setup);
    mail.start();
    return new MailServer(free, mail);
  }

  /** Everything received since the start or the last {@link #clear()}, oldest first. */
  public List<ReceivedMail> received() {
    return Arrays.stream(mail.getReceivedMessages()).map(MailServer::read).toList();
  }

  /** Forgets what was received. */
  public void clear() {
    try {
      mail.purgeEmailFromAllMailboxes();
    } catch (com.icegreen.greenmail.store.FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ReceivedMail read(MimeMessage message) {
    try {
      return new ReceivedMail(
          addresses(message.getFrom()).stream().findFirst().orElse(""),
          addresses(message.getAllRecipients()),
          Optional.ofNullable(message.getSubject()).orElse(""),
          text(message),
          Optional.ofNullable(message.getReceivedDate())
              .map(Date::toInstant)
              .orElse(Instant.EPOCH));
    } catch (MessagingException e) {
      throw new IllegalStateException("A received message cannot be read.", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> addresses(Address[] addresses) {
    return Arrays.stream(Optional.ofNullable(addresses).orElse(new Address[0]))
        .map(a -> a instanceof InternetAddress internet ? internet.getAddress() : a.toString())
        .toList();
  }

  private static String text(Part part) throws MessagingException, IOException {
    return switch (part.getContent()) {
      case String text -> text;
      case Multipart parts when parts.getCount() > 0 -> text(parts.getBodyPart(0));
      default -> "";
    };
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String address() {
    return "smtp://127.0.0.1:" + port;
  }

  @Override
  public boolean alive() {
    return life.alive();
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public CompletableFuture<Integer> exit() {
    return life.exit();
  }

  @Override
  public void close() {
    life.end(mail::stop);
  }
}
