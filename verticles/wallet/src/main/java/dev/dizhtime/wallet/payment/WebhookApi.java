package dev.dizhtime.wallet.payment;

import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the provider tells. It is open to all, so nothing is believed before the signature is;
 * a refused webhook changes nothing, and the provider may send it again.
 */
public final class WebhookApi {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookApi.class);
  private static final int MAX_EVENT_ID = 255;

  private final PaymentProvider provider;
  private final WebhookSignature signature;
  private final SettleTopUps settle;

  public WebhookApi(PaymentProvider provider, WebhookSignature signature, SettleTopUps settle) {
    this.provider = provider;
    this.signature = signature;
    this.settle = settle;
  }

  /** Binds the operation. */
  public Api bind(Api api) {
    return api.operation("receivePaymentWebhook", this::receive);
  }

  private Reply receive(Call call) throws Exception {
    String name = call.path("provider");
    if (!provider.name().equals(name)) {
      throw Problem.notFound("payment provider", name).exception();
    }
    String header = provider.signatureHeader();
    String value =
        call.header(header).orElseThrow(() -> Problem.malformed(header, "is missing").exception());
    Optional<String> fault = signature.fault(value, call.rawBody());
    if (fault.isPresent()) {
      LOG.warn("a webhook is refused: its signature {}", fault.get());
      throw Problem.malformed(header, fault.get()).exception();
    }
    Optional<PaymentEvent> event = read(call);
    return event.isEmpty() ? Reply.noContent() : take(event.get());
  }

  private Optional<PaymentEvent> read(Call call) {
    Optional<PaymentEvent> event;
    try {
      event = provider.read(call.rawBody());
    } catch (IllegalArgumentException _) {
      throw Problem.unacceptable("body", "is no event of this provider").exception();
    }
    event.ifPresent(
        each -> {
          if (each.id().isEmpty() || each.id().length() > MAX_EVENT_ID) {
            throw Problem.unacceptable("id", "must have 1 to " + MAX_EVENT_ID + " characters")
                .exception();
          }
        });
    return event;
  }

  private Reply take(PaymentEvent event) throws Exception {
    return switch (settle.take(provider.name(), event)) {
      case TAKEN -> Reply.noContent();
      case UNKNOWN -> throw Problem.notFound("payment of event", event.id()).exception();
      case MISMATCH -> {
        LOG.error("event {} speaks of an amount that nobody was to pay", event.id());
        throw Problem.unacceptable("amount", "is not that of the payment").exception();
      }
    };
  }
}
