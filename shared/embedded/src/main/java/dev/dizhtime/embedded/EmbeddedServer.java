package dev.dizhtime.embedded;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A server that answers from the moment it is returned by its {@code start} method. */
public interface EmbeddedServer extends AutoCloseable {
  /** The name for people, e.g. {@code PostgreSQL}. */
  String name();

  /** What a client connects to, with user and password where there are any; never for logs. */
  String address();

  /** Whether the server is running. */
  boolean alive();

  /** The process that serves, or empty when it is this one. */
  OptionalLong pid();

  /** Completes with the exit code when the server has ended, asked or not. */
  CompletableFuture<Integer> exit();

  /** Stops the server in order, or by force after a bounded wait. Closing twice does nothing. */
  @Override
  void close();
}
