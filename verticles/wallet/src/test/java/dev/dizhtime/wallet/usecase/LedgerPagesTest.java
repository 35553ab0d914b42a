package dev.dizhtime.wallet.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dizhtime.wallet.model.AccountKind;
import dev.dizhtime.wallet.model.Purpose;
import dev.dizhtime.wallet.model.Refusal;
import dev.dizhtime.wallet.model.TransferKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The reference pages of the ledger name all that it can do and say, and no setting that is not.
 */
class LedgerPagesTest {
  private static final Path ROOT = Path.of(System.getProperty("dizhtime.root", "../.."));
  private static final Path PAGES = ROOT.resolve("docs/reference/ledger");
  private static final Path SOURCES = ROOT.resolve("verticles/wallet/src/main/java");

  /** What senders hear as another code. */
  private static final EnumSet<Refusal> INNER = EnumSet.of(Refusal.BARRED, Refusal.OVERFLOW);

  @Test
  void eachCommandHasItsPage() throws IOException {
    List<String> pages = texts(PAGES, ".md").toList();
    for (Class<?> command : new AnswerCommands(Clock.systemUTC()).types()) {
      assertThat(pages)
          .as(command.getSimpleName())
          .anyMatch(page -> page.contains("`" + command.getSimpleName() + "`"));
    }
  }

  @Test
  void everyAccountTransferPurposeAndRefusalIsNamed() throws IOException {
    String all = texts(PAGES, ".md").collect(Collectors.joining("\n"));
    Stream<? extends Enum<?>> names =
        Stream.of(
                AccountKind.values(), TransferKind.values(), Purpose.values(), RefusalCode.values())
            .flatMap(Arrays::stream);
    assertThat(Stream.concat(names, EnumSet.complementOf(INNER).stream()))
        .allSatisfy(name -> assertThat(all).containsPattern("\\b" + name + "\\b"));
  }

  @Test
  void everySettingThatIsNamedIsRead() throws IOException {
    String all = texts(PAGES, ".md").collect(Collectors.joining("\n"));
    String sources = texts(SOURCES, ".java").collect(Collectors.joining("\n"));
    assertThat(Pattern.compile("DIZHTIME_([A-Z_]+)").matcher(all).results())
        .isNotEmpty()
        .allSatisfy(named -> assertThat(sources).contains('"' + named.group(1) + '"'));
  }

  private static Stream<String> texts(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> found = files.filter(each -> each.toString().endsWith(suffix)).toList();
      return found.stream().map(LedgerPagesTest::text);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
