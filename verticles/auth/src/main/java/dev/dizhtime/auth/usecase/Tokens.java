package dev.dizhtime.auth.usecase;

/**
 * What a client gets to act with. Never prints.
 *
 * @param accessToken good for {@link AccessTokens#LIFETIME}
 * @param refreshToken to be exchanged once
 */
public record Tokens(String accessToken, String refreshToken) {
  @Override
  public String toString() {
    return "Tokens[***]";
  }
}
