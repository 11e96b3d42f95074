package borboleta.generate;

import borboleta.hub.Gpt2Folder;
import borboleta.hub.LlamaFolder;
import borboleta.hub.LlavaFolder;
import borboleta.hub.LlavaPictures;
import borboleta.hub.MambaFolder;
import borboleta.hub.ModelFolder;
import borboleta.hub.ModelTokenizer;
import borboleta.hub.T5Folder;
import borboleta.image.PictureProcessor;
import borboleta.model.Gpt2;
import borboleta.model.Llama;
import borboleta.model.Llava;
import borboleta.model.Mamba;
import borboleta.model.Network;
import borboleta.model.T5;
import borboleta.text.FolderTemplate;
import borboleta.text.PromptTemplate;
import borboleta.text.PromptTemplate.SpecialIds;
import borboleta.text.TemplateName;
import borboleta.text.Templates;
import borboleta.text.Tokenizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A folder's model, ready to be asked.
 *
 * @param blank what stands for a picture that is not given; null where none are read
 */
record AskedModel(
    Network network,
    LanguageModel language,
    Tokenizer tokenizer,
    PromptTemplate template,
    BufferedImage blank) {

  /**
   * Loads a folder of any architecture that writes.
   *
   * @throws IOException if it is not a whole checkpoint of one, with a tokenizer
   * @throws IllegalArgumentException if it cannot be asked as it is to be
   */
  static AskedModel load(Path folder, Asking asking) throws IOException {
    ModelFolder.Writer writer = ModelFolder.writer(folder);
    asking.check(writer);
    return switch (writer) {
      case GPT2 -> {
        Gpt2 model = Gpt2Folder.load(folder, asking.weights());
        yield orClose(model, () -> of(model, folder, asking));
      }
      case LLAMA -> {
        Llama model = LlamaFolder.load(folder, asking.weights());
        yield orClose(model, () -> of(model, folder, asking));
      }
      case LLAVA -> {
        Llava model = LlavaFolder.load(folder, null, asking.weights()).model();
        yield orClose(model, () -> of(model, folder, asking));
      }
      case MAMBA -> {
        Mamba model = MambaFolder.load(folder, asking.weights());
        yield orClose(model, () -> of(model, folder, asking));
      }
      case T5 -> {
        T5 model = T5Folder.load(folder, asking.weights());
        yield orClose(model, () -> of(model, folder, asking));
      }
    };
  }

  /**
   * Loads the LLaVA that LLaVA's own code made of a LLaMA; what was trained is not merged yet.
   *
   * @throws IOException as {@link #load}
   */
  static AskedModel over(Path llama, Path trained, Asking asking) throws IOException {
    asking.check(ModelFolder.Writer.LLAVA);
    Llava model = LlavaFolder.loadBase(llama, trained, asking.weights());
    return orClose(
        model,
        () -> {
          PictureProcessor pictures =
              LlavaPictures.over(llama, trained, model.config(), asking.aspect());
          return of(model, llama, TemplateName.VICUNA_V1, pictures, asking);
        });
  }

  private interface Making<T> {
    T make() throws IOException;
  }

  private static AskedModel orClose(Network model, Making<AskedModel> making) throws IOException {
    try {
      return making.make();
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static AskedModel of(Gpt2 model, Path folder, Asking asking) throws IOException {
    Tokenizer tokenizer = Gpt2Folder.tokenizer(folder, model.config());
    int beginning = beginning(folder, tokenizer, model.config().bosTokenId(), false);
    return ofWords(model, new Gpt2Language(model), tokenizer, folder, asking, beginning);
  }

  private static AskedModel of(Llama model, Path folder, Asking asking) throws IOException {
    Tokenizer tokenizer = LlamaFolder.tokenizer(folder, model.config());
    int beginning = beginning(folder, tokenizer, model.config().bosTokenId(), true);
    return ofWords(model, new LlamaLanguage(model), tokenizer, folder, asking, beginning);
  }

  private static AskedModel of(Mamba model, Path folder, Asking asking) throws IOException {
    Tokenizer tokenizer = MambaFolder.tokenizer(folder, model.config());
    int beginning = beginning(folder, tokenizer, model.config().bosTokenId(), false);
    return ofWords(model, new MambaLanguage(model), tokenizer, folder, asking, beginning);
  }

  /** What a text begins with, or -1 for nothing. */
  private static int beginning(Path folder, Tokenizer tokenizer, int bos, boolean llama)
      throws IOException {
    return ModelTokenizer.begins(folder, tokenizer, bos, llama) ? bos : -1;
  }

  private static AskedModel ofWords(
      Network model,
      LanguageModel language,
      Tokenizer tokenizer,
      Path folder,
      Asking asking,
      int beginning)
      throws IOException {
    PromptTemplate template = template(folder, asking, tokenizer, words(beginning, language.end()));
    return new AskedModel(model, language, tokenizer, template, null);
  }

  /** An encoder reads its text with an end. */
  private static AskedModel of(T5 model, Path folder, Asking asking) throws IOException {
    T5.Config c = model.config();
    Tokenizer tokenizer = T5Folder.tokenizer(folder, c);
    PromptTemplate template =
        template(folder, asking, tokenizer, words(-1, c.eosTokenId())).ended(c.eosTokenId());
    return new AskedModel(model, new T5Language(model), tokenizer, template, null);
  }

  private static SpecialIds words(int beginning, int end) {
    return new SpecialIds(-1, beginning, end, 0, 0);
  }

  private static PromptTemplate template(
      Path folder, Asking asking, Tokenizer tokenizer, SpecialIds special) throws IOException {
    TemplateName usual = FolderTemplate.isIn(folder) ? TemplateName.FOLDER : TemplateName.NONE;
    TemplateName name = asking.template() == null ? usual : asking.template();
    // As in transformers, a folder's template writes the beginning itself or has none.
    SpecialIds ids = name == TemplateName.FOLDER ? words(-1, (int) special.end()) : special;
    return Templates.of(name, folder, tokenizer, ids, Integer.MAX_VALUE);
  }

  private static AskedModel of(Llava model, Path folder, Asking asking) throws IOException {
    Llava.Config c = model.config();
    TemplateName usual =
        LlavaFolder.isOfficial(folder)
            ? TemplateName.VICUNA_V1
            : FolderTemplate.isIn(folder) ? TemplateName.FOLDER : TemplateName.LLAVA_HF;
    return of(model, folder, usual, LlavaPictures.of(folder, c, asking.aspect()), asking);
  }

  private static AskedModel of(
      Llava model, Path folder, TemplateName usual, PictureProcessor pictures, Asking asking)
      throws IOException {
    Llava.Config c = model.config();
    Tokenizer tokenizer = LlavaFolder.tokenizer(folder, c);
    PromptTemplate template =
        Templates.of(
            asking.template() == null ? usual : asking.template(),
            folder,
            tokenizer,
            LlavaFolder.specialIds(c),
            Integer.MAX_VALUE);
    return new AskedModel(
        model,
        new LlavaLanguage(model, pictures),
        tokenizer,
        template,
        pictures.blank(c.vision().imageSize()));
  }
}
