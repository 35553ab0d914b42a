package dev.dizhtime.portal.design.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevicesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Firefox, Linux | Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
          Edge, Windows | Mozilla/5.0 (Windows NT 10.0) like Gecko) Chrome/131.0 Safari/537.36 Edg/1
          Chrome, Android | Mozilla/5.0 (Linux; Android 14) like Gecko) Chrome/131.0 Safari/537.36
          Safari, iPhone | Mozilla/5.0 (iPhone; CPU like Mac OS X) Version/17.0 Mobile Safari/604.1
          Safari, Mac | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/17.0 Safari/605.1
          Firefox | Mozilla/5.0 (Haiku) Gecko Firefox/140.0
          """)
  void callsABrowserAsPeopleDo(String name, String userAgent) {
    assertThat(Devices.name(userAgent)).isEqualTo(name);
  }

  @Test
  void callsWhatIsNoBrowserAsItCallsItself() {
    assertThat(Devices.name("curl/8.5")).isEqualTo("curl/8.5");
    assertThat(Devices.name("not a Firefox/1")).isEqualTo("not a Firefox/1");
    assertThat(new Formats().device(null)).isEmpty();
  }
}
