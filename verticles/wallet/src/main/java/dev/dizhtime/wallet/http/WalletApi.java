package dev.dizhtime.wallet.http;

import dev.dizhtime.contracts.OrderId;
import dev.dizhtime.contracts.TransferId;
import dev.dizhtime.contracts.UserId;
import dev.dizhtime.runtime.http.Api;
import dev.dizhtime.runtime.http.Call;
import dev.dizhtime.runtime.http.Problem;
import dev.dizhtime.runtime.http.Reply;
import dev.dizhtime.wallet.http.Views.LedgerEntry;
import dev.dizhtime.wallet.http.Views.OrderTransfers;
import dev.dizhtime.wallet.http.Views.Statement;
import dev.dizhtime.wallet.http.Views.StatementLine;
import dev.dizhtime.wallet.http.Views.WalletView;
import dev.dizhtime.wallet.model.ChainedTransfer;
import dev.dizhtime.wallet.usecase.Statements;
import dev.dizhtime.wallet.usecase.VerifyLedger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

/** What is read of the wallet. */
public final class WalletApi {
  private static final int DEFAULT_LIMIT = 20;

  private final Statements statements;
  private final Callable<VerifyLedger.Report> verification;

  public WalletApi(Statements statements, Callable<VerifyLedger.Report> verification) {
    this.statements = statements;
    this.verification = verification;
  }

  /** Binds the operations that read. */
  public Api bind(Api api) {
    return api.operation("getWallet", this::wallet)
        .operation("listTransfers", this::statement)
        .operation("getTransfer", this::transfer)
        .operation("verifyLedger", _ -> Reply.ok(verification.call()))
        .operation("getOrderTransfers", this::ofOrder);
  }

  private Reply wallet(Call call) {
    UserId user = call.caller().userId();
    return Reply.ok(WalletView.of(user, statements.accounts(user)));
  }

  private Reply statement(Call call) {
    UserId user = call.caller().userId();
    int limit = call.queryInt("limit", DEFAULT_LIMIT);
    Optional<Statements.Position> after = call.query("cursor").map(Cursor::read);
    List<ChainedTransfer> found = statements.page(user, after, limit + 1);
    List<ChainedTransfer> page = found.subList(0, Math.min(limit, found.size()));
    Set<UUID> own = Views.ids(statements.accounts(user));
    String next = null;
    if (found.size() > limit) {
      ChainedTransfer last = page.getLast();
      next = Cursor.write(new Statements.Position(last.at(), last.transfer().id()));
    }
    return Reply.ok(
        new Statement(page.stream().map(each -> StatementLine.of(each, own)).toList(), next));
  }

  private Reply transfer(Call call) {
    UserId user = call.caller().userId();
    TransferId id = call.pathId("transferId", TransferId::new);
    ChainedTransfer found =
        statements.find(user, id).orElseThrow(() -> Problem.notFound("transfer", id).exception());
    return Reply.ok(StatementLine.of(found, Views.ids(statements.accounts(user))));
  }

  private Reply ofOrder(Call call) {
    OrderId order = call.pathId("orderId", OrderId::new);
    List<ChainedTransfer> found = statements.ofOrder(order);
    return Reply.ok(new OrderTransfers(order, found.stream().map(LedgerEntry::of).toList()));
  }
}
