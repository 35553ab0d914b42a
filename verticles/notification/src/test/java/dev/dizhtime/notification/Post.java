package dev.dizhtime.notification;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.dizhtime.embedded.Ports;
import java.util.Arrays;
import java.util.List;

/** A mail server that can go away and come back at its address, and shows mails as they came. */
final class Post implements AutoCloseable {
  private final ServerSetup setup;
  private GreenMail server;

  private Post(ServerSetup setup) {
    this.setup = setup;
    start();
  }

  static Post open() {
    return new Post(
        new ServerSetup(Ports.claim("the mail server", 0), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  }

  void start() {
    server = new GreenMail(setup);
    server.start();
  }

  void stop() {
    server.stop();
  }

  String address() {
    return "smtp://127.0.0.1:" + setup.getPort();
  }

  /** What came for an address: headers, an empty line, the body; with LF. */
  List<String> mailsFor(String address) {
    return Arrays.stream(server.getReceivedMessages())
        .map(message -> GreenMailUtil.getWholeMessage(message).replace("\r\n", "\n"))
        .filter(text -> header(text, "To").contains(address))
        .toList();
  }

  /** Every mail's recipients, as the server was told. */
  int count() {
    return server.getReceivedMessages().length;
  }

  static String header(String mail, String name) {
    return mail.substring(0, mail.indexOf("\n\n"))
        .replaceAll("\n[ \t]+", " ")
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .reduce("", (all, one) -> all.isEmpty() ? one : all + "|" + one);
  }

  @Override
  public void close() {
    server.stop();
  }
}
