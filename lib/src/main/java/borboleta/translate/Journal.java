package borboleta.translate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/**
 * What was translated, on disk: each segment once, keyed by its text and its {@link Engine}.
 *
 * <p>A segment that {@link #put} has returned for is never asked again: not by another file, not by
 * another run, not after {@code kill -9} or a power cut (SQLite, write-ahead log, synchronous
 * FULL). Any SQLite tool opens the file. Safe for several threads, and for several processes, of
 * which one at a time may {@link #pay}.
 */
public final class Journal implements Keeper, AutoCloseable {
  private static final String TABLES =
      """
      CREATE TABLE IF NOT EXISTS engine (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, model TEXT NOT NULL,
        source TEXT NOT NULL, target TEXT NOT NULL, settings TEXT NOT NULL,
        UNIQUE (name, model, source, target, settings));
      CREATE TABLE IF NOT EXISTS segment (
        id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE,
        engine INTEGER NOT NULL REFERENCES engine,
        source TEXT NOT NULL, translation TEXT NOT NULL, answered_by TEXT NOT NULL);
      """;

  private static final int CACHE_KIB = 65_536;
  private static final int CHECKPOINT_PAGES = 16_384;

  /** Null for a journal in memory. */
  private final Path file;

  private final Connection connection;
  private final Map<Engine, Integer> engines = new HashMap<>();

  private Journal(Path file, String url) throws IOException {
    this.file = file;
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(30_000);
    // Keys come in no order, so each commit touches pages of the whole index: they stay in memory,
    // and go from the log to the file less often than by default.
    config.setCacheSize(-CACHE_KIB);
    try {
      connection = config.createConnection(url);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA wal_autocheckpoint=" + CHECKPOINT_PAGES);
        for (String table : TABLES.split(";")) {
          if (!table.isBlank()) {
            statement.executeUpdate(table);
          }
        }
      }
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      throw failure("open", e);
    }
  }

  /**
   * Opens a journal, or begins one.
   *
   * @throws IOException when the file is not a journal or its folder cannot be written
   */
  public static Journal open(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return new Journal(file, "jdbc:sqlite:" + file);
  }

  /** Keeps a journal for this run only: for estimates where there is no file yet. */
  public static Journal inMemory() throws IOException {
    return new Journal(null, "jdbc:sqlite::memory:");
  }

  /** The right to pay, until it is closed. */
  interface Claim extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  /**
   * Claims the right to pay for what this journal does not hold, until the claim is closed.
   *
   * @throws IOException naming the file, the other process and the way out, when another run has it
   */
  Claim pay() throws IOException {
    return file == null ? () -> {} : JournalLock.take(file);
  }

  /** Looks segments up; what was never translated is absent from the answer. */
  public synchronized Map<String, Translation> find(Engine engine, Collection<String> segments)
      throws IOException {
    Map<String, Translation> found = new HashMap<>();
    MessageDigest digest = digest(engine);
    String query = "SELECT translation, answered_by FROM segment WHERE key = ?";
    try (PreparedStatement select = connection.prepareStatement(query)) {
      for (String segment : segments) {
        select.setBytes(1, key(digest, segment));
        try (ResultSet row = select.executeQuery()) {
          if (row.next()) {
            found.put(segment, new Translation(row.getString(1), row.getString(2)));
          }
        }
      }
      connection.commit();
      return found;
    } catch (SQLException e) {
      throw failure("read", e);
    }
  }

  /** Keeps answers, all or none of them; when this returns they are on the disk. */
  @Override
  public synchronized void put(Engine engine, Map<String, Translation> answers) throws IOException {
    String insert =
        "INSERT OR IGNORE INTO segment (key, engine, source, translation, answered_by)"
            + " VALUES (?, ?, ?, ?, ?)";
    try {
      int id = id(engine);
      MessageDigest digest = digest(engine);
      try (PreparedStatement statement = connection.prepareStatement(insert)) {
        for (Map.Entry<String, Translation> answer : answers.entrySet()) {
          statement.setBytes(1, key(digest, answer.getKey()));
          statement.setInt(2, id);
          statement.setString(3, answer.getKey());
          statement.setString(4, answer.getValue().text());
          statement.setString(5, answer.getValue().model());
          statement.addBatch();
        }
        statement.executeBatch();
      }
      connection.commit();
      engines.put(engine, id);
    } catch (SQLException e) {
      throw undone("write", e);
    }
  }

  /**
   * A segment as it is kept.
   *
   * @param number grows from segment to segment
   */
  public record Entry(long number, Engine engine, String segment, Translation translation) {}

  /**
   * Reads what is kept, a page after the other, in the order in which it came.
   *
   * @param after number of the last entry of the page before; 0 for the first
   * @param most entries of a page
   */
  public synchronized List<Entry> page(long after, int most) throws IOException {
    String query =
        "SELECT s.id, e.name, e.model, e.source, e.target, e.settings,"
            + " s.source, s.translation, s.answered_by"
            + " FROM segment s JOIN engine e ON e.id = s.engine WHERE s.id > ? ORDER BY s.id LIMIT ?";
    List<Entry> page = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setLong(1, after);
      select.setInt(2, most);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Engine engine =
              new Engine(
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6));
          Translation translation = new Translation(row.getString(8), row.getString(9));
          page.add(new Entry(row.getLong(1), engine, row.getString(7), translation));
        }
      }
      connection.commit();
      return page;
    } catch (SQLException e) {
      throw failure("read", e);
    }
  }

  /** Counts the segments. */
  public synchronized long size() throws IOException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM segment")) {
      return row.getLong(1);
    } catch (SQLException e) {
      throw failure("read", e);
    }
  }

  private int id(Engine engine) throws SQLException {
    Integer known = engines.get(engine);
    if (known != null) {
      return known;
    }
    String insert =
        "INSERT OR IGNORE INTO engine (name, model, source, target, settings)"
            + " VALUES (?, ?, ?, ?, ?)";
    try (PreparedStatement statement = prepared(insert, engine)) {
      statement.executeUpdate();
    }
    String select =
        "SELECT id FROM engine"
            + " WHERE name = ? AND model = ? AND source = ? AND target = ? AND settings = ?";
    try (PreparedStatement statement = prepared(select, engine);
        ResultSet row = statement.executeQuery()) {
      return row.getInt(1);
    }
  }

  private PreparedStatement prepared(String sql, Engine engine) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setString(1, engine.name());
    statement.setString(2, engine.model());
    statement.setString(3, engine.source());
    statement.setString(4, engine.target());
    statement.setString(5, engine.settings());
    return statement;
  }

  /** A digest that has read the engine and is copied for each segment. */
  private static MessageDigest digest(Engine engine) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part :
          new String[] {
            engine.name(), engine.model(), engine.source(), engine.target(), engine.settings()
          }) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return digest;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] key(MessageDigest engine, String segment) {
    try {
      MessageDigest digest = (MessageDigest) engine.clone();
      return digest.digest(segment.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's SHA-256 can be copied", e);
    }
  }

  private IOException undone(String deed, SQLException cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
    return failure(deed, cause);
  }

  private IOException failure(String deed, SQLException cause) {
    return new IOException(
        "cannot %s the translation journal %s (%s); free the disk, or name another file with --journal"
            .formatted(deed, file == null ? "in memory" : file, cause.getMessage()),
        cause);
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure("close", e);
    }
  }
}
