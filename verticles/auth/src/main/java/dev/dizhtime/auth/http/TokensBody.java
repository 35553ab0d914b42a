package dev.dizhtime.auth.http;

import dev.dizhtime.auth.usecase.AccessTokens;
import dev.dizhtime.auth.usecase.Tokens;

/** Tokens in the form of OAuth 2. Never prints. */
record TokensBody(
    String accessToken, String tokenType, long expiresInSeconds, String refreshToken) {
  static TokensBody of(Tokens tokens) {
    return new TokensBody(
        tokens.accessToken(), "Bearer", AccessTokens.LIFETIME.toSeconds(), tokens.refreshToken());
  }

  @Override
  public String toString() {
    return "TokensBody[***]";
  }
}
