package dev.dizhtime.testkit.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a server keeps on disk, and the secrets that it is given.
 *
 * @param adminToken of somebody who may do everything
 */
record ServerFolder(Path root, String adminToken) {
  private static final int TOKEN_BYTES = 16;

  /** Makes the secrets, all new. */
  static ServerFolder prepare(Path root) {
    var token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    var folder = new ServerFolder(root, HexFormat.of().formatHex(token));
    try {
      Files.createDirectories(folder.etcd());
      Files.createDirectories(folder.certificates());
      Files.writeString(folder.tokens(), folder.adminToken() + ",admin,admin,\"system:masters\"\n");
      var keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
      pem(folder.accountsKey(), "PRIVATE KEY", keys.getPrivate());
      pem(folder.accountsPublicKey(), "PUBLIC KEY", keys.getPublic());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return folder;
  }

  private static void pem(Path file, String what, Key key) throws IOException {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    Files.writeString(
        file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, body));
  }

  Path etcd() {
    return root.resolve("etcd");
  }

  Path certificates() {
    return root.resolve("certificates");
  }

  /**
   * The server's certificate and the authority that signed it, which it makes at its first start.
   */
  Path authority() {
    return certificates().resolve("apiserver.crt");
  }

  Path tokens() {
    return root.resolve("tokens.csv");
  }

  /** Signs the tokens of service accounts. */
  Path accountsKey() {
    return root.resolve("accounts.key");
  }

  Path accountsPublicKey() {
    return root.resolve("accounts.pub");
  }

  Path log(String program) {
    return root.resolve(program + ".log");
  }
}
