package dev.dizhtime.gateway.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Gives each handshake the certificate that counts at that moment for the name that it asks for
 * (SNI). A handshake asks in three steps, for an alias, its chain and its key; the store may change
 * between them, so it still knows the aliases of before.
 */
public final class NamedKeys extends X509ExtendedKeyManager {
  private final CertificateStore store;

  public NamedKeys(CertificateStore store) {
    this.store = store;
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    return store
        .find(serverName(engine))
        .filter(found -> found.keyType().equals(keyType))
        .map(ServerCertificate::alias)
        .orElse(null);
  }

  private static String serverName(SSLEngine engine) {
    if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
      for (SNIServerName name : session.getRequestedServerNames()) {
        if (name instanceof SNIHostName host) {
          return host.getAsciiName();
        }
      }
    }
    return null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return store
        .byAlias(alias)
        .map(found -> found.chain().toArray(X509Certificate[]::new))
        .orElse(null);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return store.byAlias(alias).map(ServerCertificate::key).orElse(null);
  }

  // What follows is for clients and for plain sockets, which are never served from here.

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
    return null;
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return null;
  }
}
