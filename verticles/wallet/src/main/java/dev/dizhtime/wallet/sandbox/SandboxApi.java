package dev.dizhtime.wallet.sandbox;

import dev.dizhtime.contracts.Money;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.runtime.postgres.Postgres;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The provider's API. */
final class SandboxApi {
  private final Postgres postgres;
  private final SandboxConfig config;
  private final Runnable wake;

  private record Request(String reference, Money amount) {}

  SandboxApi(Postgres postgres, SandboxConfig config, Runnable wake) {
    this.postgres = postgres;
    this.config = config;
    this.wake = wake;
  }

  Api bind(Api api) {
    return api.operation("createPayment", this::create).operation("getPayment", this::find);
  }

  private Reply create(Call call) throws Exception {
    check(call);
    Request request = call.body(Request.class);
    String key = call.header("Idempotency-Key").orElseThrow();
    SandboxPayment payment =
        postgres.inTransaction(
            tx -> {
              tx.afterCommit(wake);
              return SandboxPayments.create(
                  tx, key, request.reference(), request.amount(), config.late());
            });
    boolean same =
        payment.reference().equals(request.reference())
            && payment.amount().equals(request.amount());
    if (!same) {
      throw Problem.unacceptable("Idempotency-Key", "was used before with another request")
          .exception();
    }
    return Reply.created("/v1/payments/" + payment.id(), payment.asAccepted());
  }

  private Reply find(Call call) {
    check(call);
    String id = call.path("paymentId");
    return Reply.ok(
        SandboxPayments.find(postgres, id)
            .orElseThrow(() -> Problem.notFound("payment", id).exception()));
  }

  private void check(Call call) {
    byte[] given = call.header("Authorization").orElse("").getBytes(StandardCharsets.UTF_8);
    byte[] wanted = ("Bearer " + config.apiKey().reveal()).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, wanted)) {
      throw Problem.unauthorized("Send the API key as Authorization: Bearer").exception();
    }
  }
}
