package dev.dizhtime.gateway.guests;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends what was written to a connection at the end of a turn of its event loop, not in between:
 * each packet wakes its reader, and readers that are woken together cost less than one after the
 * other. All connections of an event loop wait for the same task, where Netty's handler of this
 * kind has one for each. How much may wait is bounded by who looks whether a connection is
 * writable, as without this.
 */
public final class Flushing extends ChannelOutboundHandlerAdapter {
  private static final FastThreadLocal<Turn> TURNS =
      new FastThreadLocal<>() {
        @Override
        protected Turn initialValue() {
          return new Turn();
        }
      };

  private ChannelHandlerContext context;
  private boolean waiting;

  private Flushing() {}

  /** What waits for the end of an event loop's turn. */
  private static final class Turn implements Runnable {
    private List<Flushing> waiting = new ArrayList<>();
    private List<Flushing> sending = new ArrayList<>();

    void add(Flushing connection) {
      if (waiting.isEmpty()) {
        connection.context.channel().eventLoop().execute(this);
      }
      waiting.add(connection);
    }

    @Override
    public void run() {
      List<Flushing> now = waiting;
      waiting = sending;
      sending = now;
      now.forEach(Flushing::send);
      now.clear();
    }
  }

  /** Makes a connection of either side do so; to be called on its event loop. */
  public static void install(ChannelPipeline pipeline) {
    pipeline.addFirst("flushing", new Flushing());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void flush(ChannelHandlerContext flushed) {
    if (!waiting) {
      waiting = true;
      TURNS.get().add(this);
    }
  }

  private void send() {
    if (waiting) {
      waiting = false;
      context.flush();
    }
  }

  // What was written before the end is sent before the end.

  @Override
  public void disconnect(ChannelHandlerContext ended, ChannelPromise promise) {
    send();
    ended.disconnect(promise);
  }

  @Override
  public void close(ChannelHandlerContext ended, ChannelPromise promise) {
    send();
    ended.close(promise);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    send();
  }
}
