package zaedno.analysis;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.core.LetterTokenizer;
import org.apache.lucene.analysis.core.SimpleAnalyzer;
import org.apache.lucene.analysis.core.StopAnalyzer;
import org.apache.lucene.analysis.core.UpperCaseFilter;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.miscellaneous.TrimFilter;
import org.apache.lucene.analysis.pattern.PatternTokenizer;
import org.apache.lucene.analysis.reverse.ReverseStringFilter;
import org.elasticsearch.index.analysis.AbstractIndexAnalyzerProvider;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/**
 * The analysis components of Elasticsearch's own analysis-common module that our mappings use, under
 * the same names, parameters and defaults, each handed on to Lucene.
 *
 * <p>Elastic's artifact for integration tests leaves that module out. An official node has it and
 * does not need this plugin. A parameter that is not carried here is refused, never ignored.
 */
public final class CommonAnalysisPlugin extends Plugin implements AnalysisPlugin {

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        Map<String, AnalysisProvider<TokenFilterFactory>> filters = new TreeMap<>();
        filters.put("asciifolding",
            (index, env, name, settings) -> new TokenFilters.AsciiFolding(name, settings));
        filters.put("edge_ngram", notInSynonyms(TokenFilters::edgeNgram));
        filters.put("elision", needsSettings(normalizing(TokenFilters::elision)));
        filters.put("flatten_graph", plain(p -> FlattenGraphFilter::new));
        filters.put("keyword_marker", needsSettings(plain(TokenFilters::keywordMarker)));
        filters.put("keyword_repeat", plain(p -> KeywordRepeatFilter::new));
        filters.put("kstem", plain(p -> KStemFilter::new));
        filters.put("length", plain(TokenFilters::length));
        filters.put("limit", plain(TokenFilters::limit));
        filters.put("lowercase", normalizing(TokenFilters::lowercase));
        filters.put("ngram", notInSynonyms(TokenFilters::ngram));
        filters.put("pattern_replace", needsSettings(normalizing(TokenFilters::patternReplace)));
        filters.put("porter_stem", plain(p -> PorterStemFilter::new));
        filters.put("remove_duplicates", plain(p -> RemoveDuplicatesTokenFilter::new));
        filters.put("reverse", normalizing(p -> ReverseStringFilter::new));
        filters.put("stemmer", plain(TokenFilters::stemmer));
        filters.put("stemmer_override", needsSettings(plain(TokenFilters::stemmerOverride)));
        filters.put("synonym", needsSettings(
            (index, env, name, settings) -> new Synonyms(env, name, settings, false)));
        filters.put("synonym_graph", needsSettings(
            (index, env, name, settings) -> new Synonyms(env, name, settings, true)));
        filters.put("trim", normalizing(p -> TrimFilter::new));
        filters.put("truncate", plain(TokenFilters::truncate));
        filters.put("unique", plain(TokenFilters::unique));
        filters.put("uppercase", normalizing(p -> UpperCaseFilter::new));
        filters.put("word_delimiter_graph", notInSynonyms(TokenFilters::wordDelimiterGraph));
        return filters;
    }

    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        Map<String, AnalysisProvider<TokenizerFactory>> tokenizers = new TreeMap<>();
        tokenizers.put("edge_ngram", tokenizer(Tokenizers::edgeNgram));
        tokenizers.put("keyword", tokenizer(Tokenizers::keyword));
        tokenizers.put("letter", tokenizer(p -> LetterTokenizer::new));
        tokenizers.put("ngram", tokenizer(Tokenizers::ngram));
        tokenizers.put("pattern", tokenizer(Tokenizers::pattern));
        tokenizers.put("whitespace", tokenizer(Tokenizers::whitespace));
        return tokenizers;
    }

    @Override
    public Map<String, AnalysisProvider<CharFilterFactory>> getCharFilters() {
        Map<String, AnalysisProvider<CharFilterFactory>> filters = new TreeMap<>();
        filters.put("html_strip", (index, env, name, settings) -> CharFilters.htmlStrip(name, settings));
        filters.put("mapping", needsSettings(
            (index, env, name, settings) -> CharFilters.mapping(env, name, settings)));
        filters.put("pattern_replace", needsSettings(
            (index, env, name, settings) -> CharFilters.patternReplace(name, settings)));
        return filters;
    }

    @Override
    public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
        Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> analyzers = new TreeMap<>();
        analyzers.put("bulgarian", analyzer(p -> new BulgarianAnalyzer(
            p.stopWords(BulgarianAnalyzer.getDefaultStopSet()), p.stemExclusion())));
        analyzers.put("english", analyzer(p -> new EnglishAnalyzer(
            p.stopWords(EnglishAnalyzer.getDefaultStopSet()), p.stemExclusion())));
        analyzers.put("keyword", analyzer(p -> new KeywordAnalyzer()));
        analyzers.put("pattern", analyzer(CommonAnalysisPlugin::patternAnalyzer));
        analyzers.put("simple", analyzer(p -> new SimpleAnalyzer()));
        analyzers.put("stop", analyzer(p -> new StopAnalyzer(
            p.stopWords(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET))));
        analyzers.put("whitespace", analyzer(p -> new WhitespaceAnalyzer()));
        return analyzers;
    }

    private static Analyzer patternAnalyzer(Parameters p) {
        Pattern pattern = p.pattern("\\W+");
        boolean lowercase = p.settings().getAsBoolean("lowercase", true);
        CharArraySet stopWords = p.stopWords(CharArraySet.EMPTY_SET);
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer tokens = new PatternTokenizer(pattern, -1);
                TokenStream words = lowercase ? new LowerCaseFilter(tokens) : tokens;
                return new TokenStreamComponents(tokens, new StopFilter(words, stopWords));
            }
        };
    }

    private interface Reading<T> {
        T from(Parameters parameters) throws IOException;
    }

    private interface FilterReading extends Reading<UnaryOperator<TokenStream>> {}

    private static AnalysisProvider<TokenFilterFactory> plain(FilterReading reading) {
        return (index, env, name, settings) ->
            new TokenFilters.Plain(name, reading.from(new Parameters(index, env, settings)));
    }

    private static AnalysisProvider<TokenFilterFactory> normalizing(FilterReading reading) {
        return (index, env, name, settings) ->
            new TokenFilters.Normalizing(name, reading.from(new Parameters(index, env, settings)));
    }

    private static AnalysisProvider<TokenFilterFactory> notInSynonyms(FilterReading reading) {
        return (index, env, name, settings) ->
            new TokenFilters.NotInSynonyms(name, reading.from(new Parameters(index, env, settings)));
    }

    private static AnalysisProvider<TokenizerFactory> tokenizer(Reading<Supplier<Tokenizer>> reading) {
        return (index, env, name, settings) ->
            TokenizerFactory.newFactory(name, reading.from(new Parameters(index, env, settings)));
    }

    private static AnalysisProvider<AnalyzerProvider<? extends Analyzer>> analyzer(Reading<Analyzer> reading) {
        return (index, env, name, settings) -> {
            Analyzer analyzer = reading.from(new Parameters(index, env, settings));
            return new AbstractIndexAnalyzerProvider<Analyzer>(name) {
                @Override
                public Analyzer get() {
                    return analyzer;
                }
            };
        };
    }

    private static <T> AnalysisProvider<T> needsSettings(AnalysisProvider<T> provider) {
        return AnalysisPlugin.requiresAnalysisSettings(provider);
    }
}
