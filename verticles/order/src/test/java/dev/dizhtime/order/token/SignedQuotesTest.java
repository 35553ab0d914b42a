package dev.dizhtime.order.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainObject;
import com.nimbusds.jose.crypto.MACSigner;
import dev.dizhtime.order.model.Given;
import dev.dizhtime.order.model.Quote;
import dev.dizhtime.runtime.config.Secret;
import dev.dizhtime.runtime.json.Json;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SignedQuotesTest {
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes();
  private static final Quote QUOTE = new Quote(Given.terms(), Given.NOW.plus(Quote.LIFETIME));

  private final SignedQuotes quotes = new SignedQuotes(secret(KEY));

  @Test
  void aQuoteComesBackAsItWas() {
    assertThat(quotes.read(quotes.sign(QUOTE))).contains(QUOTE);
  }

  @Test
  void anyAlteredCharacterVoidsIt() {
    String token = quotes.sign(QUOTE);
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'Q' : 'A';
      String altered = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(quotes.read(altered)).as("altered at %d", i).isEmpty();
    }
  }

  @Test
  void anotherKeyVoidsIt() {
    byte[] other = KEY.clone();
    other[0]++;

    assertThat(new SignedQuotes(secret(other)).read(quotes.sign(QUOTE))).isEmpty();
  }

  @Test
  void aTokenOfAnotherTypeIsNoQuote() throws Exception {
    assertThat(quotes.read(signed(new JOSEObjectType("at+jwt"), Json.write(QUOTE)))).isEmpty();
  }

  @Test
  void anUnsignedTokenIsNoQuote() {
    assertThat(quotes.read(new PlainObject(new Payload(Json.write(QUOTE))).serialize())).isEmpty();
  }

  @Test
  void aSignedTextThatIsNoQuoteIsNone() throws Exception {
    assertThat(quotes.read(signed(SignedQuotes.TYPE, "{\"terms\": 7}"))).isEmpty();
    assertThat(quotes.read("not a token")).isEmpty();
  }

  private static String signed(JOSEObjectType type, String payload) throws Exception {
    var token =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(type).build(), new Payload(payload));
    token.sign(new MACSigner(KEY));
    return token.serialize();
  }

  private static Secret secret(byte[] key) {
    return new Secret(Base64.getEncoder().encodeToString(key));
  }
}
