package dev.dizhtime.order.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import dev.dizhtime.order.model.Quote;
import dev.dizhtime.order.usecase.QuoteTokens;
import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.runtime.json.Json;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.util.Optional;

/**
 * Quotes signed with HS256 under the platform's quote key. Algorithm and type are ours to say, not
 * the token's: any other header is refused before its signature is looked at.
 */
public final class SignedQuotes implements QuoteTokens {
  /** The header type, so that no other token of ours passes for a quote. */
  public static final JOSEObjectType TYPE = new JOSEObjectType("quote+jwt");

  private static final JWSHeader HEADER =
      new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build();

  private final MACSigner signer;
  private final MACVerifier verifier;

  /**
   * @param key at least 32 bytes in base64
   * @throws IllegalArgumentException when the key is too short
   */
  public SignedQuotes(Secret key) {
    try {
      signer = new MACSigner(key.bytes());
      verifier = new MACVerifier(key.bytes());
    } catch (JOSEException e) {
      throw new IllegalArgumentException("the quote key can't be used", e);
    }
  }

  @Override
  public String sign(Quote quote) {
    try {
      JWSObject token = new JWSObject(HEADER, new Payload(Json.write(quote)));
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("a quote can't be signed", e);
    }
  }

  @Override
  public Optional<Quote> read(String token) {
    try {
      JWSObject parsed = JWSObject.parse(token);
      JWSHeader header = parsed.getHeader();
      boolean ours =
          JWSAlgorithm.HS256.equals(header.getAlgorithm())
              && TYPE.equals(header.getType())
              && parsed.verify(verifier);
      return ours
          ? Optional.of(Json.read(parsed.getPayload().toString(), Quote.class))
          : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException | UncheckedIOException _) {
      return Optional.empty();
    }
  }
}
