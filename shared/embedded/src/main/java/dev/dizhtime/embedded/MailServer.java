package dev.dizhtime.embedded;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * An SMTP server inside this JVM that delivers to nobody and keeps the last 2,000 messages in
 * memory. The address is {@code smtp://host:port}.
 */
public final class MailServer implements EmbeddedServer {
  private static final String NAME = "SMTP inbox";
  private static final long START_BOUND_MILLIS = 10_000;
  private static final int MAXIMUM_MESSAGES = 2_000;

  private final InProcessLife life = new InProcessLife();
  private final int port;
  private final GreenMail mail;
  private final int maximumMessages;
  private final Queue<GreenMailUser> deliveries = new ArrayDeque<>();

  private MailServer(int port, GreenMail mail, int maximumMessages) {
    this.port = port;
    this.mail = mail;
    this.maximumMessages = maximumMessages;
  }

  /** {@code port} 0 takes any free one. Throws {@link EmbeddedServerException} when it is taken. */
  public static MailServer start(int port) {
    return start(port, MAXIMUM_MESSAGES);
  }

  static MailServer start(int port, int maximumMessages) {
    int free = Ports.claim(NAME, port);
    var setup = new ServerSetup(free, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(START_BOUND_MILLIS);
    var mail = new GreenMail(setup);
    mail.start();
    var server = new MailServer(free, mail, maximumMessages);
    mail.getUserManager().setMessageDeliveryHandler((_, address) -> server.recipient(address));
    return server;
  }

  /** Everybody has a mailbox. Makes room for the message that is about to be delivered. */
  private synchronized GreenMailUser recipient(MailAddress address) throws UserException {
    var users = mail.getUserManager();
    var email = address.getEmail();
    var known = users.getUserByEmail(email);
    var user = known == null ? users.createUser(email, email, email) : known;
    if (deliveries.size() == maximumMessages) {
      forgetOldest(deliveries.remove());
    }
    deliveries.add(user);
    return user;
  }

  private void forgetOldest(GreenMailUser user) {
    try {
      var inbox = mail.getManagers().getImapHostManager().getInbox(user);
      if (inbox.getMessageCount() > 0) {
        inbox.getMessages().getFirst().setFlag(Flags.Flag.DELETED, true);
        inbox.expunge();
      }
    } catch (FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What was received since the start or the last {@link #clear()}, oldest first. */
  public List<ReceivedMail> received() {
    return Arrays.stream(mail.getReceivedMessages())
        .map(MailServer::read)
        .sorted(Comparator.comparing(ReceivedMail::receivedAt))
        .toList();
  }

  /** Forgets what was received. */
  public synchronized void clear() {
    try {
      mail.purgeEmailFromAllMailboxes();
      deliveries.clear();
    } catch (FolderException e) {
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
