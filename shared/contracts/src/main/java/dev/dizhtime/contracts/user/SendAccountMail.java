package dev.dizhtime.contracts.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dizhtime.contracts.Message;
import dev.dizhtime.contracts.MessageType;
import dev.dizhtime.contracts.Topic;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody is to get a mail about an account. It goes to an address and not to a user, because the
 * address may have no account yet. Its topic keeps it for an hour, which is longer than a link or a
 * code in it can be used.
 *
 * @param address checked by auth
 * @param displayName what to call them; hostile until escaped
 * @param link opens a page where it is confirmed; absent where there is nothing to confirm
 * @param about what it is about, e.g. a restaurant's name; absent when that goes without saying
 * @param code finishes a log-in; absent where there is none to finish
 * @param expiresAt when it is no use any more to send it; absent when it always is
 */
@MessageType(value = "dizhtime.mail.send-account-mail.v1", topic = Topic.MAIL_COMMANDS)
public record SendAccountMail(
    UUID mailId,
    AccountMail kind,
    String address,
    String displayName,
    @JsonInclude(JsonInclude.Include.NON_NULL) String link,
    @JsonInclude(JsonInclude.Include.NON_NULL) String about,
    @JsonInclude(JsonInclude.Include.NON_NULL) String code,
    @JsonInclude(JsonInclude.Include.NON_NULL) Instant expiresAt)
    implements Message {
  @Override
  public String key() {
    return mailId.toString();
  }

  /** Shows neither the link nor the code. */
  @Override
  public String toString() {
    return "SendAccountMail[" + mailId + ", " + kind + "]";
  }
}
