package borboleta.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IconSetTests {
  @TempDir Path folder;

  @Test
  void drawingsAreFoundByCodePointWithOrWithoutTheVariationSelector() throws IOException {
    write(
        """
        {"width": 32, "height": 32, "icons": {
          "heart": {"body": "<path d='M0 0'/>"},
          "tall": {"body": "<path d='M0 0'/>", "height": 33}}}
        """,
        """
        {"2764": "heart", "1f9a2": "tall", "1f408": "forgotten"}
        """);
    IconSet set = IconSet.read(folder);
    assertTrue(set.has("2764-FE0F") && set.has("2764"));
    assertTrue(set.svg("2764").endsWith("viewBox=\"0 0 32 32\"><path d='M0 0'/></svg>"));
    assertFalse(set.has("1F9A2"), "it is not square");
    assertFalse(set.has("1F408"), "its drawing is not in the set");
    assertNull(set.svg("1F408"));
  }

  @Test
  void missingFileIsNamed() throws IOException {
    NoSuchFileException e = assertThrows(NoSuchFileException.class, () -> IconSet.read(folder));
    assertEquals(folder.resolve("icons.json").toString(), e.getMessage());
  }

  private void write(String icons, String chars) throws IOException {
    Files.writeString(folder.resolve("icons.json"), icons);
    Files.writeString(folder.resolve("chars.json"), chars);
  }
}
