package dev.dizhtime.portal.design.view;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Map;

/**
 * A text as a picture for a camera, to be drawn as SVG on the page itself.
 *
 * @param size modules in a row, the quiet zone included
 * @param path the dark modules, as the data of an SVG path in units of a module
 */
public record QrCode(int size, String path) {
  private static final int QUIET_ZONE = 4;

  /**
   * Draws a text.
   *
   * @throws IllegalArgumentException when it is empty or too long for a picture
   */
  public static QrCode of(String text) {
    BitMatrix modules;
    try {
      modules =
          new QRCodeWriter()
              .encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, QUIET_ZONE));
    } catch (WriterException e) {
      throw new IllegalArgumentException("can't be drawn", e);
    }
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < modules.getHeight(); y++) {
      for (int x = 0; x < modules.getWidth(); x++) {
        if (modules.get(x, y)) {
          path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
        }
      }
    }
    return new QrCode(modules.getWidth(), path.toString());
  }
}
