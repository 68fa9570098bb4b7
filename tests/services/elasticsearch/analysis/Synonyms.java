package zaedno.analysis;

import java.io.IOException;
import java.io.StringReader;
import java.text.ParseException;
import java.util.List;
import java.util.function.Function;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymFilter;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.apache.lucene.util.CharsRef;
import org.apache.lucene.util.CharsRefBuilder;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexService.IndexCreationContext;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.AnalysisMode;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.CustomAnalyzer;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;

/** Synonym rules, read through the filters that stand before them in each analyzer. */
final class Synonyms extends AbstractTokenFilterFactory {
    private final String rules;
    private final boolean expand;
    private final boolean lenient;
    private final boolean graph;
    private final AnalysisMode mode;

    Synonyms(Environment env, String name, Settings settings, boolean graph) {
        super(name);
        Parameters parameters = new Parameters(null, env, settings);
        parameters.refuse("format");
        parameters.refuse("synonyms_set");
        List<String> lines = Analysis.getWordList(env, settings, "synonyms");
        if (lines == null) {
            throw new IllegalArgumentException(
                "synonym requires either `synonyms`, `synonyms_set` or `synonyms_path` to be configured");
        }
        boolean updateable = settings.getAsBoolean("updateable", false);
        this.rules = String.join("\n", lines);
        this.expand = settings.getAsBoolean("expand", true);
        this.lenient = settings.getAsBoolean("lenient", updateable);
        this.graph = graph;
        this.mode = updateable ? AnalysisMode.SEARCH_TIME : AnalysisMode.ALL;
    }

    @Override
    public AnalysisMode getAnalysisMode() {
        return mode;
    }

    @Override
    public TokenStream create(TokenStream in) {
        throw new IllegalStateException("synonym rules are not yet read for an analyzer");
    }

    @Override
    public TokenFilterFactory getChainAwareTokenFilterFactory(
            IndexCreationContext context,
            TokenizerFactory tokenizer,
            List<CharFilterFactory> charFilters,
            List<TokenFilterFactory> before,
            Function<String, TokenFilterFactory> all) {
        TokenFilterFactory[] filters =
            before.stream().map(TokenFilterFactory::getSynonymFilter).toArray(TokenFilterFactory[]::new);
        Analyzer reader = new CustomAnalyzer(tokenizer, charFilters.toArray(CharFilterFactory[]::new), filters);
        return new ReadSynonyms(name(), read(reader), graph, mode);
    }

    private SynonymMap read(Analyzer analyzer) {
        try {
            RuleParser parser = new RuleParser(expand, lenient, analyzer);
            parser.parse(new StringReader(rules));
            return parser.build();
        } catch (IOException | ParseException error) {
            throw new IllegalArgumentException("failed to build synonyms", error);
        }
    }

    /** Skips, when lenient, the words that the analyzer leaves nothing of. */
    private static final class RuleParser extends SolrSynonymParser {
        private final boolean lenient;

        RuleParser(boolean expand, boolean lenient, Analyzer analyzer) {
            super(true, expand, analyzer);
            this.lenient = lenient;
        }

        @Override
        public void add(CharsRef input, CharsRef output, boolean keepOriginal) {
            if (!lenient || (input.length > 0 && output.length > 0)) {
                super.add(input, output, keepOriginal);
            }
        }

        @Override
        public CharsRef analyze(String text, CharsRefBuilder reuse) throws IOException {
            try {
                return super.analyze(text, reuse);
            } catch (IllegalArgumentException error) {
                if (lenient) {
                    return new CharsRef("");
                }
                throw error;
            }
        }
    }

    private static final class ReadSynonyms extends AbstractTokenFilterFactory {
        private final SynonymMap synonyms;
        private final boolean graph;
        private final AnalysisMode mode;

        ReadSynonyms(String name, SynonymMap synonyms, boolean graph, AnalysisMode mode) {
            super(name);
            this.synonyms = synonyms;
            this.graph = graph;
            this.mode = mode;
        }

        @SuppressWarnings("deprecation")
        @Override
        public TokenStream create(TokenStream in) {
            if (synonyms.fst == null) {
                return in;
            }
            return graph ? new SynonymGraphFilter(in, synonyms, false) : new SynonymFilter(in, synonyms, false);
        }

        @Override
        public AnalysisMode getAnalysisMode() {
            return mode;
        }

        @Override
        public TokenFilterFactory getSynonymFilter() {
            return IDENTITY_FILTER;
        }
    }
}
