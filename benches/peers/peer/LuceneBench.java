import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.MultiFieldQueryParser;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Lucene on a folder of text files: a first build, a later run, one search, many searches. A file is a headline, a line feed and
 * a body. Times and sizes of the files are kept in a list beside the index, so that a later run can tell what has changed.
 */
public final class LuceneBench {
  private static final int THREADS = 2;
  private static final double BUFFER_MB = 200;
  private static final int HITS = 10;
  private static final int PASSAGE = 150;

  private static final String PATH = "path";
  private static final String HEADLINE = "headline";
  private static final String BODY = "body";

  private final Analyzer analyzer = new EnglishAnalyzer(CharArraySet.EMPTY_SET);

  public static void main(String[] arguments) throws Exception {
    LuceneBench bench = new LuceneBench();
    switch (arguments[0]) {
      case "index" -> bench.index(Path.of(arguments[1]), Path.of(arguments[2]));
      case "update" -> bench.update(Path.of(arguments[1]), Path.of(arguments[2]));
      case "search" -> bench.search(Path.of(arguments[1]), List.of(arguments[2]));
      case "batch" -> bench.search(Path.of(arguments[1]), Files.readAllLines(Path.of(arguments[2])));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private void index(Path source, Path index) throws Exception {
    Map<String, String> seen = seen(source);
    List<String> paths = new ArrayList<>(seen.keySet());
    try (Directory directory = FSDirectory.open(index);
        IndexWriter writer = new IndexWriter(directory, settings(IndexWriterConfig.OpenMode.CREATE))) {
      AtomicInteger next = new AtomicInteger();
      List<Thread> threads = new ArrayList<>();
      for (int number = 0; number < THREADS; number++) {
        Thread thread =
            new Thread(
                () -> {
                  for (int place = next.getAndIncrement(); place < paths.size(); place = next.getAndIncrement()) {
                    try {
                      writer.addDocument(article(source, paths.get(place)));
                    } catch (IOException error) {
                      throw new UncheckedIOException(error);
                    }
                  }
                });
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      writer.commit();
    }
    keep(index, seen);
  }

  private void update(Path source, Path index) throws Exception {
    Map<String, String> seen = seen(source);
    Map<String, String> known = new HashMap<>();
    for (String line : Files.readAllLines(list(index))) {
      int end = line.indexOf('\t');
      known.put(line.substring(0, end), line.substring(end + 1));
    }
    List<String> changed = new ArrayList<>();
    seen.forEach(
        (path, state) -> {
          if (!state.equals(known.get(path))) {
            changed.add(path);
          }
        });
    known.keySet().removeAll(seen.keySet());
    if (changed.isEmpty() && known.isEmpty()) {
      return;
    }
    try (Directory directory = FSDirectory.open(index);
        IndexWriter writer = new IndexWriter(directory, settings(IndexWriterConfig.OpenMode.APPEND))) {
      for (String path : changed) {
        writer.updateDocument(new Term(PATH, path), article(source, path));
      }
      for (String path : known.keySet()) {
        writer.deleteDocuments(new Term(PATH, path));
      }
      writer.commit();
    }
    keep(index, seen);
  }

  private IndexWriterConfig settings(IndexWriterConfig.OpenMode mode) {
    return new IndexWriterConfig(analyzer).setOpenMode(mode).setRAMBufferSizeMB(BUFFER_MB);
  }

  private static Document article(Path source, String path) throws IOException {
    String text = new String(Files.readAllBytes(source.resolve(path)), StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    Document document = new Document();
    document.add(new StringField(PATH, path, Field.Store.YES));
    document.add(new TextField(HEADLINE, end < 0 ? text : text.substring(0, end), Field.Store.YES));
    document.add(new TextField(BODY, end < 0 ? "" : text.substring(end + 1), Field.Store.YES));
    return document;
  }

  /** Time and size of every file. */
  private static Map<String, String> seen(Path source) throws IOException {
    Map<String, String> seen = new TreeMap<>();
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              String state = attributes.lastModifiedTime() + " " + attributes.size();
              seen.put(source.relativize(file).toString(), state);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return seen;
  }

  private static Path list(Path index) {
    return index.resolve("files.tsv");
  }

  private static void keep(Path index, Map<String, String> seen) throws IOException {
    StringBuilder lines = new StringBuilder();
    seen.forEach((path, state) -> lines.append(path).append('\t').append(state).append('\n'));
    Files.writeString(list(index), lines);
  }

  private void search(Path index, List<String> queries) throws Exception {
    try (Directory directory = FSDirectory.open(index);
        DirectoryReader reader = DirectoryReader.open(directory);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      QueryParser parser = new MultiFieldQueryParser(new String[] {HEADLINE, BODY}, analyzer);
      for (String text : queries) {
        Query query = parser.parse(text);
        Set<String> terms = new HashSet<>();
        Set<String> beginnings = new HashSet<>();
        query.visit(
            new QueryVisitor() {
              @Override
              public void consumeTerms(Query from, Term... consumed) {
                for (Term term : consumed) {
                  terms.add(term.text());
                }
              }

              @Override
              public void visitLeaf(Query leaf) {
                if (leaf instanceof PrefixQuery prefix) {
                  beginnings.add(prefix.getPrefix().text());
                }
              }
            });
        for (ScoreDoc hit : searcher.search(query, HITS).scoreDocs) {
          Document article = searcher.doc(hit.doc);
          out.println(hit.score + " " + article.get(PATH) + " " + article.get(HEADLINE));
          out.println("  " + passage(article.get(BODY), terms, beginnings));
        }
      }
    }
  }

  /** The stretch of about 150 characters with most of the query's terms, which are set in brackets. */
  private String passage(String text, Set<String> terms, Set<String> beginnings) throws IOException {
    int start = 0;
    int end = 0;
    List<int[]> marks = new ArrayList<>();
    int bestStart = 0;
    int bestEnd = Math.min(PASSAGE, text.length());
    List<int[]> bestMarks = List.of();
    try (TokenStream tokens = analyzer.tokenStream(BODY, text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
      tokens.reset();
      boolean more = tokens.incrementToken();
      while (more) {
        if (offset.endOffset() - start > PASSAGE) {
          start = offset.startOffset();
          marks = new ArrayList<>();
        }
        end = offset.endOffset();
        String word = term.toString();
        if (terms.contains(word) || beginnings.stream().anyMatch(word::startsWith)) {
          marks.add(new int[] {offset.startOffset(), offset.endOffset()});
        }
        if (marks.size() > bestMarks.size() || marks == bestMarks) {
          bestStart = start;
          bestEnd = end;
          bestMarks = marks;
        }
        more = tokens.incrementToken();
      }
      tokens.end();
    }
    StringBuilder passage = new StringBuilder();
    int written = bestStart;
    for (int[] mark : bestMarks) {
      passage.append(text, written, mark[0]).append('[').append(text, mark[0], mark[1]).append(']');
      written = mark[1];
    }
    return passage.append(text, written, Math.max(written, bestEnd)).toString().replace('\n', ' ');
  }
}
